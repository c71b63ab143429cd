/** What must hold of approvals, whoever wrote them. */
export const GODKENDELSENS_KONTROLLER = [
  { kode: 'GODKENDELSE_ER_UROERT', regel: 'Hvert forslags hash er taget af dets eget indhold',
    sql: `select 'forslag ' || id as fejl from godkendelse where hash <> encode(sha256(convert_to(art || E'\\n' || indhold, 'UTF8')), 'hex') limit 20` },
  { kode: 'GODKENDELSE_AF_TO_PERSONER', regel: 'Hvert godkendt forslag er godkendt af en anden end forslagsstilleren, senest dets sidste dag',
    sql: `select 'forslag ' || g.id as fejl from godkendelse g join godkendelse_svar s on s.godkendelse_id = g.id where s.svar = 'GODKENDT' and (lower(s.bruger) = lower(g.bruger) or s.dato > g.sidste_dag or s.dato < g.dato) limit 20` },
] as const;
