/** Which fordringstype a rente or a gebyr has (regler.md 0; the bilag of each hovedfordring prints the same). */

/** Claims of the Fordringstypebilag Daginstitution: their interest and fees have types of their own. */
const DAGTILBUD: ReadonlySet<string> = new Set(['KFDAINS', 'KFSKFRI', 'KFLRUNG', 'KFGEDAI', 'KFOMDAG', 'KFTILDA', 'KFTØFIN', 'KFTBBSF']);
const MILJOE: ReadonlySet<string> = new Set(['KFMILJØ']);

/** @param regime the hovedkrav's legal regime. @returns null where the law gives no such claim, or the code is not known */
export function underfordringstype(art: 'RENTE' | 'GEBYR', regime: string, hovedfordringstype: string | null): string | null {
  const dagtilbud = hovedfordringstype !== null && DAGTILBUD.has(hovedfordringstype);
  switch (regime) {
    case 'GEBYRLOV': // gebyrloven §§ 2-3
      if (art === 'GEBYR') return dagtilbud ? 'GEDAINS' : 'GEOPERI';
      return dagtilbud ? 'REOPDAG' : hovedfordringstype !== null && MILJOE.has(hovedfordringstype) ? 'REMILJØ' : 'REOPKOM';
    case 'RENTELOV': return art === 'GEBYR' ? 'KFOPGEB' : 'KFOPREN'; // renteloven §§ 5 and 9 b
    case 'DOM_FORLIG': return art === 'GEBYR' ? null : 'KOPRORE'; // procesrente
    default: return null; // OPKRAEVNINGSLOV: codes not read; INGEN: Udbetaling Danmark takes no interest
  }
}
