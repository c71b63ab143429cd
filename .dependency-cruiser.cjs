/** The arrows of docs: kernel <- platform <- stamdata, bogholderi <- krav <- deciders <- natplan <- apps; integrationer beside. */
const rum = (...navne) => navne.map((n) => `^libs/${n}/`).join('|');
const BESLUTTERE = ['indbetaling', 'udligning', 'foraeldelse', 'fakturering', 'renter', 'rykker', 'afskrivning', 'inddrivelse', 'regulering'];
/** Deciders some of whose decisions wait for a second person (design D15). */
const GODKENDER = ['afskrivning', 'rykker', 'regulering'];
const maa = (fra, til) => ({
  name: `${fra}-maa-kun-bruge-sine`,
  severity: 'error',
  from: { path: `^libs/${fra}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: '^(libs|apps)/', pathNot: rum(fra, ...til) },
});
module.exports = {
  forbidden: [
    { name: 'ingen-cirkler', severity: 'error', from: {}, to: { circular: true } },
    { name: 'kun-gennem-ansigtet', severity: 'error', from: { path: '^(?:libs|apps)/([^/]+)/', pathNot: '\\.spec\\.ts$' }, to: { path: '^libs/[^/]+/src/', pathNot: ['/src/index\\.ts$', '^libs/integrationer/', '^libs/$1/'] } },
    maa('kernel', []),
    maa('lokalservere', ['kernel']),
    maa('platform', ['kernel']),
    maa('stamdata', ['kernel', 'platform']),
    maa('bogholderi', ['kernel', 'platform']),
    maa('psrm', ['kernel', 'platform']),
    maa('godkendelse', ['kernel', 'platform']),
    maa('krav', ['kernel', 'platform', 'stamdata', 'bogholderi', 'psrm']),
    maa('kravfil', ['kernel', 'platform', 'krav']),
    ...BESLUTTERE.map((b) => maa(b, ['kernel', 'platform', 'stamdata', 'bogholderi', 'krav', ...(b === 'inddrivelse' ? ['psrm'] : []), ...(GODKENDER.includes(b) ? ['godkendelse'] : [])])),
    maa('integrationer', ['kernel', 'platform', 'stamdata', 'bogholderi', 'krav', ...BESLUTTERE]),
    maa('natplan', ['kernel', 'platform', 'stamdata', 'bogholderi', 'krav', 'godkendelse', ...BESLUTTERE]),
    maa('demo', ['kernel', 'platform', 'stamdata', 'bogholderi', 'krav', 'godkendelse', ...BESLUTTERE, 'integrationer', 'natplan', 'kravfil']),
    { name: 'kernen-er-ren', severity: 'error', from: { path: '^libs/kernel/', pathNot: '\\.spec\\.ts$' }, to: { path: 'node_modules', pathNot: 'decimal\\.js' } },
    { name: 'orm-kun-i-entiteter', severity: 'error', from: { path: '^libs/', pathNot: ['^libs/platform/', '^libs/lokalservere/', '(entiteter|entity)\\.ts$', '\\.spec\\.ts$'] }, to: { path: 'node_modules/(typeorm|pg)/' } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, exclude: '\\.spec\\.ts$', tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'default', 'node'], extensions: ['.ts', '.js'] } },
};
