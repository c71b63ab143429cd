import type { Lokaldato } from '#app/kernel';
import { KODELISTER } from '#app/krav';
import { nyVersion, type Tx } from '#app/platform';

/** Civil kravstyper on which this kommune charges interest of renteloven. */
const FORRENTES = ['HUSLEJE', 'FRAFLYTNING', 'FAKTURA', 'FAKTURA_MOMS', 'ERSTATNING', 'TILSKUD_FEJL'] as const;

/** The kommunalbestyrelse decides interest on its civil claims from `dag` on; what is decided already stays. */
export async function beslutRenter(tx: Tx, dag: Lokaldato): Promise<void> {
  const { tabel } = KODELISTER.KRAVSTYPER;
  const typer = await tx.sql<Record<string, unknown>>(`select kode, ${tabel.vaerdier.join(', ')} from kravstype where kode = any($1) and kendt_til = 'infinity' and gyldig_til = 'infinity' and rente_besluttet is null order by kode`, [FORRENTES]);
  if (typer.length === 0) return;
  for (const { kode, ...vaerdier } of typer) await nyVersion(tx, tabel, { kode }, { ...vaerdier, rente_besluttet: dag }, dag);
  await tx.skriv(`insert into vagt (forretningspartner_id, krav_id, trin, tidligst) select a.forretningspartner_id, k.id, 'renter', $2::date from kravsbilag k join aftalekonto a on a.id = k.aftalekonto_id
    where k.art = 'HOVEDKRAV' and k.kravstype = any($1) on conflict (forretningspartner_id, krav_id, trin) do update set tidligst = least(vagt.tidligst, excluded.tidligst)`, [typer.map((t) => t['kode']), dag]);
}
