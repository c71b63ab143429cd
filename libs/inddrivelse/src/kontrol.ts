import type { Kontrol } from '#app/bogholderi';

/** What must hold of the stored readiness. */
export const INDDRIVELSENS_KONTROLLER: readonly Kontrol[] = [
  { kode: 'PSRM_FUND_HAR_KRAV', regel: 'Hvert fund hører til et krav, og det er holdt op mod en dag efter kravets sidste rettidige betalingsdato, som den var kendt da',
    sql: `select 'krav ' || f.krav_id as fejl from psrm_fund f left join kravsbilag k on k.id = f.krav_id
      where k.id is null or f.modtagelsesdato <= coalesce((select t.srb_foer from kravfrist t where t.krav_id = k.id and t.registreret > f.registreret order by t.nr limit 1), k.srb) limit 20` },
];
