import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { migrationer, rodmappe } from '#app/platform';

/** What reviewers tire of. The import arrows are .dependency-cruiser.cjs, run by `npm run lint`. */
const rod = rodmappe();
const filer = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: rod, encoding: 'utf8' }).split('\n').filter((f) => f !== '' && existsSync(join(rod, f)));
const laes = (f: string): string => readFileSync(join(rod, f), 'utf8');
const kode = filer.filter((f) => /^(apps|libs)\/.*\.ts$/.test(f) && !f.endsWith('.spec.ts'));
const domaene = kode.filter((f) => f.startsWith('libs/') && !/^libs\/(kernel|platform|lokalservere)\//.test(f));

const finder = (i: readonly string[], re: RegExp): string[] => i.flatMap((f) => laes(f).split('\n').flatMap((l, n) => (re.test(l) ? [`${f}:${n + 1}: ${l.trim()}`] : [])));

it('the clock is read in platform only', () => {
  expect(finder(domaene, /new Date\(\)|Date\.now\(\)|performance\.now/)).toEqual([]);
});

it('the environment is read by the apps only', () => {
  expect(finder(kode.filter((f) => f.startsWith('libs/')), /process\.env/)).toEqual([]);
});

it('no type check is switched off, nothing is left for later, no cycle is papered over', () => {
  expect(finder(kode, /@ts-ignore|@ts-nocheck|\bas any\b|: any\b|eslint-disable|forwardRef|\b(TODO|FIXME|XXX)\b|ikke implementeret|not implemented/)).toEqual([]);
  expect(finder(filer.filter((f) => f.endsWith('.ts') && f !== 'test/tidy.spec.ts'), /\b(it|test|describe)\.(only|skip|todo)\(|\bx(it|describe)\(/)).toEqual([]);
});

it('money is never a number', () => {
  expect(finder(domaene, /(beloeb|saldo|gebyr|rente|rest)[A-Za-z]*\??: number\b|parseFloat\(/)).toEqual([]);
});

it('the schema is made by migrations only, and no room but platform holds a connection', () => {
  expect(finder(kode, /synchronize: *true|@InjectRepository/)).toEqual([]);
  expect(finder(domaene, /\bDataSource\b/)).toEqual([]);
});

it('nothing prints but the CLI', () => {
  expect(finder(kode.filter((f) => !f.startsWith('apps/cli/')), /console\.(log|error|warn)\(/)).toEqual([]);
});

it('no path of one machine stands in the tree', () => {
  const tekst = filer.filter((f) => !f.endsWith('package-lock.json') && f !== 'test/tidy.spec.ts' && /\.(ts|js|cjs|json|md|sql|yml|csv|sh)$|run$|Dockerfile/.test(f));
  expect(finder(tekst, /\/work\/|\/root\/|\/home\/[a-z]/)).toEqual([]);
});

it('functions stay under 70 lines and files under 320', () => {
  const lange: string[] = [];
  for (const f of kode) {
    const kilde = ts.createSourceFile(f, laes(f), ts.ScriptTarget.ES2022, true);
    const se = (n: ts.Node): void => {
      if ((ts.isFunctionLike(n)) && 'body' in n && n.body !== undefined) {
        const linjer = kilde.getLineAndCharacterOfPosition(n.end).line - kilde.getLineAndCharacterOfPosition(n.getStart()).line + 1;
        if (linjer > 70) lange.push(`${f}: ${linjer} linjer`);
      }
      ts.forEachChild(n, se);
    };
    se(kilde);
    if (laes(f).split('\n').length > 320) lange.push(f);
  }
  expect(lange).toEqual([]);
});

it('the root holds only what a newcomer needs', () => {
  const rodfiler = [...new Set(filer.map((f) => f.split('/')[0]!))].sort();
  expect(rodfiler).toEqual(['.ci', '.dependency-cruiser.cjs', '.gitattributes', '.gitignore', 'CHANGELOG.md', 'README.md', 'apps', 'docker', 'docs', 'eslint.config.js', 'jest.config.js', 'libs', 'migrations', 'nest-cli.json',
    'package-lock.json', 'package.json', 'test', 'tsconfig.build.json', 'tsconfig.json'].filter((f) => rodfiler.includes(f)));
});

it('a migration that has landed is never edited', () => {
  const landet = JSON.parse(laes('migrations/landet.json')) as Record<string, string>;
  const nu = Object.fromEntries((['faelles', 'kommune'] as const).flatMap((a) => migrationer(a).map((m) => [`${a}/${m.navn}`, createHash('sha256').update(m.sql).digest('hex')])));
  expect(nu).toEqual(landet);
});

it('the lockfile names no host', () => {
  expect(finder(['package-lock.json'], /"resolved"/)).toEqual([]);
});
