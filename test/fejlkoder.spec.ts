import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { rodmappe } from '#app/platform';

/** docs/fejl.md lists every kode a caller can meet; made from the source, so that it cannot fall behind. GOLDEN=skriv writes it anew. */
const rod = rodmappe();
const filer = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'apps', 'libs'], { cwd: rod, encoding: 'utf8' }).split('\n').filter((f) => f.endsWith('.ts') && !f.endsWith('.spec.ts') && !f.startsWith('apps/cli/src/bench') && existsSync(join(rod, f))).sort(); // new files are listed apart until they are committed
const KODE = /^[A-ZÆØÅ][A-Z0-9ÆØÅ]*(?:_[A-Z0-9ÆØÅ]+)+$/;
interface Fejl { kode: string; status: string; tekst: string }

const tekst = (n: ts.Node | undefined): string | undefined => (n !== undefined && ts.isStringLiteralLike(n) ? n.text : undefined);

/** Classes with kode, status and titel of their own. */
function klasser(kilde: ts.SourceFile): Fejl[] {
  const ud: Fejl[] = [];
  const se = (n: ts.Node): void => {
    if (ts.isClassDeclaration(n)) {
      const felt = (navn: string): ts.Expression | undefined => n.members.filter(ts.isPropertyDeclaration).find((m) => m.name.getText(kilde) === navn)?.initializer;
      const kode = tekst(felt('kode'));
      if (kode !== undefined && felt('titel') !== undefined) ud.push({ kode, status: felt('status')?.getText(kilde) ?? '422', tekst: tekst(felt('titel')) ?? '' });
    }
    ts.forEachChild(n, se);
  };
  se(kilde);
  return ud;
}

/** Field rules: `new UgyldigtInput('KODE', felt, besked)`, and the rooms' own `brudt(felt, 'KODE', besked)`, `afvis(…)`, `{ kode: 'KODE', besked: … }`. */
function felter(kilde: ts.SourceFile): Fejl[] {
  const ud: Fejl[] = [];
  const tag = (kode: string | undefined, besked: ts.Node | undefined): void => {
    if (kode !== undefined && KODE.test(kode)) ud.push({ kode, status: '422', tekst: tekst(besked) ?? '' });
  };
  const se = (n: ts.Node): void => {
    if ((ts.isNewExpression(n) || ts.isCallExpression(n)) && n.arguments !== undefined && /^(UgyldigtInput|UgyldigtFelt|brudt|afvis|afvist|ellerAfvis|ugyldig|fejl)$/.test(n.expression.getText(kilde))) {
      const i = n.arguments.findIndex((a) => KODE.test(tekst(a) ?? ''));
      if (i >= 0) tag(tekst(n.arguments[i]), n.arguments.slice(i + 1).reverse().find((a) => (tekst(a) ?? '').includes(' ')));
    }
    if (ts.isObjectLiteralExpression(n)) {
      const felt = (navn: string): ts.Expression | undefined => n.properties.filter(ts.isPropertyAssignment).find((p) => p.name.getText(kilde) === navn)?.initializer;
      if (felt('besked') !== undefined) tag(tekst(felt('kode')), felt('besked'));
    }
    ts.forEachChild(n, se);
  };
  se(kilde);
  return ud;
}

it('docs/fejl.md holds every kode, with status and words', () => {
  const alle = new Map<string, Fejl>();
  for (const f of filer) {
    const kilde = ts.createSourceFile(f, readFileSync(join(rod, f), 'utf8'), ts.ScriptTarget.ES2022, true);
    for (const x of [...klasser(kilde), ...felter(kilde)]) if (!alle.has(x.kode) || alle.get(x.kode)!.tekst === '') alle.set(x.kode, x);
    for (const [, kode, titel] of readFileSync(join(rod, f), 'utf8').matchAll(/^\s+(BANKFIL_[A-Z0-9_]+|CAMT_[A-Z]+|KRAVFIL_[A-Z_]+): '([^']+)',?$/gm)) alle.set(kode!, { kode: kode!, status: '422', tekst: titel! });
  }
  const linjer = [...alle.values()].sort((a, b) => (a.kode < b.kode ? -1 : 1)).map((x) => `| \`${x.kode}\` | ${x.status} | ${x.tekst.replaceAll('|', '\\|')} |`);
  const dok = `# Fejl\n\nEvery problem is \`application/problem+json\` (RFC 9457) with a stable \`kode\`; a refused request changes nothing. Statuses of field rules are 422.\nKoder of bugs (500) are not listed: they are answered as \`UVENTET_FEJL\`.\n\n| kode | status | |\n|---|---|---|\n${linjer.join('\n')}\n`;
  if (process.env['GOLDEN'] === 'skriv') writeFileSync(join(rod, 'docs', 'fejl.md'), dok);
  expect(readFileSync(join(rod, 'docs', 'fejl.md'), 'utf8')).toBe(dok);
  expect(alle.size).toBeGreaterThan(60);
});
