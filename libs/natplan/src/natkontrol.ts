/** What must hold of nights and their approvals. */
export const NATTENS_KONTROLLER = [
  { kode: 'NAT_GODKENDT_AF_TO_PERSONER', regel: 'Hver nat, der kørte som godkendt, er godkendt af en anden end forslagsstilleren, som den prøve viste den',
    sql: `select 'nat ' || n.forretningsdato as fejl from koersel n where n.art = 'NAT' and n.parametre -> 'proeve' ->> 'godkendt' = 'true' and n.status <> 'VENTER_PAA_GODKENDELSE' and not exists (
            select 1 from natgodkendelse g join godkendelse f on f.id = g.godkendelse_id and f.art = 'NAT' join godkendelse_svar s on s.godkendelse_id = f.id and s.svar = 'GODKENDT' and lower(s.bruger) <> lower(f.bruger)
            where g.dato = n.forretningsdato and g.proeve_id::text = n.parametre -> 'proeve' ->> 'koerselId') limit 20` },
  { kode: 'KOERSEL_MED_FEJL_ER_ALDRIG_GROEN', regel: 'En kørsel, hvor en debitor fejlede, er aldrig AFSLUTTET alene',
    sql: `select 'kørsel ' || k.id as fejl from koersel k where k.status = 'AFSLUTTET' and (exists (select 1 from koersel_fejl f where f.koersel_id = k.id)
            or exists (select 1 from koersel t join koersel_fejl f on f.koersel_id = t.id where t.forgaenger_id = k.id)) limit 20` },
] as const;
