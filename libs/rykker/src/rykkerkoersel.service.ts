import { Injectable } from '@nestjs/common';
import { kr } from '#app/kernel';
import { frysDele, IkkeFundet, laasPartnere, opretKoersel, skaerDele, type Delstoerrelse, type Tx } from '#app/platform';
import { GodkendelseService, type Godkendt } from '#app/godkendelse';
import { VagtService } from '#app/krav';
import { RykkerbeslutningService } from './beslutning.service.js';
import { ForslagsskrivningService, objektAf, RYKKERKOERSEL } from './forslag.service.js';
import { koerslensAftryk, laasKoersel, type Laast, type Rykkerkoerselstatus } from './rykkerkoersel.facts.js';
import { RykkerkoerselAendret, RykkerkoerselDannes, RykkerkoerselFindes, RykkerkoerselHarAndenStatus, RykkerkoerselTom } from './rykkerkoersel.fejl.js';

/** What a person approves: the round, and the fingerprint of its lines as they stood. */
export interface Koerselsindhold { readonly rykkerkoerselId: string; readonly aftryk: string; readonly krav: number; readonly breve: number; readonly gebyrer: string }
/** What a part of a round does. */
export type Fase = 'FORSLAG' | 'SEND' | 'TILBAGEFOER';

const GODKENDELSE_DAGE = 5;
const DELE: Delstoerrelse = { poster: 5000, mindstePartnere: 100, andelPartnere: 0.02 };

/** A round of letters from proposal to sent, and back: what people decide. The parts are rykkerkoersel.dele.ts'. */
@Injectable()
export class RykkerkoerselService {
  constructor(private readonly forslag: ForslagsskrivningService, private readonly godkendelser: GodkendelseService, private readonly vagt: VagtService, private readonly beslutninger: RykkerbeslutningService) {
    godkendelser.registrer<Koerselsindhold>({
      art: RYKKERKOERSEL, navn: 'Rykkerkørsel', ret: 'rykker:godkend', dage: GODKENDELSE_DAGE,
      udfoer: (tx, indhold, g) => this.godkendt(tx, indhold, g), afvist: (tx, indhold) => this.frigiv(tx, indhold.rykkerkoerselId), vis: (_tx, i) => Promise.resolve(vis(i)),
    });
  }

  /** A round made at the desk, of every debtor that is due; the workers write its lines. @throws RykkerkoerselFindes */
  async dan(tx: Tx): Promise<{ rykkerkoerselId: string; koerselId: string }> {
    await tx.skriv(`select pg_advisory_xact_lock(hashtextextended('rykkerkoersel:' || current_schema(), 0))`);
    const [aaben] = await tx.sql<{ id: string }>(`select id from rykkerkoersel where status in ('DANNES', 'FORSLAG', 'SENDES') order by id limit 1`);
    if (aaben !== undefined) throw new RykkerkoerselFindes(aaben.id);
    const rykkerkoerselId = await this.forslag.opret(tx, 'SAGSBEHANDLER', 'DANNES', false);
    const arbejde = await this.vagt.forfaldent(tx, 'rykker');
    return { rykkerkoerselId, koerselId: await this.begynd(tx, rykkerkoerselId, 'FORSLAG', arbejde) };
  }

  /** Takes claims out of a round that waits, with the reason; or puts them back in (null). Their debtors' letters are made anew, so that a fee stands on a claim that is in. @returns how many lines changed @throws IkkeFundet, RykkerkoerselHarAndenStatus */
  async udtag(tx: Tx, id: string, kravIder: readonly string[], aarsag: string | null): Promise<number> {
    await kraev(tx, id, ['FORSLAG']);
    const n = await tx.raekker<[string]>( // who, of each line changed
      `update rykkerforslag set udtaget_aarsag = $3::text, udtaget_af = case when $3::text is null then null else $4::text end
       where rykkerkoersel_id = $1 and krav_id = any($2::bigint[]) and udtaget_aarsag is distinct from $3::text returning forretningspartner_id`, [id, kravIder, aarsag, tx.bruger]);
    if (n.length === 0) {
      const [findes] = await tx.sql(`select 1 from rykkerforslag where rykkerkoersel_id = $1 and krav_id = any($2::bigint[]) limit 1`, [id, kravIder]);
      if (findes === undefined) throw new IkkeFundet('Linjen i rykkerkørslen; krav', kravIder[0] ?? '');
      return 0;
    }
    const partnere = [...new Set(n.map(([p]) => p))];
    await laasPartnere(tx, partnere);
    await this.forslag.foreslaa(tx, await this.beslutninger.beslut(tx, partnere, 'FORSLAG'), id);
    return n.length;
  }

  /** Puts the round up for another person's approval, as its lines stand. An earlier proposal of it falls. @throws IkkeFundet, RykkerkoerselHarAndenStatus, RykkerkoerselDannes, RykkerkoerselTom */
  async indstil(tx: Tx, id: string, begrundelse: string): Promise<string> {
    const k = await kraev(tx, id, ['FORSLAG']);
    const [dannes] = await tx.sql(`select 1 from koersel where art = 'rykker' and forretningsdato = $1 and status in ('I_GANG', 'PAUSE') limit 1`, [k.dato]);
    if (dannes !== undefined) throw new RykkerkoerselDannes(id);
    const a = await koerslensAftryk(tx, id);
    if (a.krav === 0) throw new RykkerkoerselTom(id);
    const gammelt = (await this.godkendelser.seneste(tx, RYKKERKOERSEL, [objektAf(id)])).get(objektAf(id));
    if (gammelt?.status === 'AABEN') await tx.skrivSamlet(this.godkendelser.bortfald(tx, [gammelt.id], 'Kørslen er indstillet igen.'));
    const indhold: Koerselsindhold = { rykkerkoerselId: id, aftryk: a.aftryk, krav: a.krav, breve: a.breve, gebyrer: a.gebyrer };
    const godkendelseId = await this.godkendelser.foreslaa(tx, { art: RYKKERKOERSEL, objekt: objektAf(id), indhold, beloeb: kr(a.gebyrer), begrundelse });
    await tx.skriv(`update rykkerkoersel set godkendelse_id = $2 where id = $1`, [id, godkendelseId]);
    return godkendelseId;
  }

  /** Nothing of it is sent; a new round may be made. @throws IkkeFundet, RykkerkoerselHarAndenStatus */
  async forkast(tx: Tx, id: string): Promise<void> {
    const k = await kraev(tx, id, ['FORSLAG']);
    await this.forslag.luk(tx, [k], 'FORKASTET', 'Rykkerkørslen er forkastet.');
  }

  /** Takes a whole round back, letter by letter, by the workers; what cannot be is listed. @throws IkkeFundet, RykkerkoerselHarAndenStatus, RykkerkoerselTom */
  async tilbagefoer(tx: Tx, id: string, tekst?: string): Promise<{ koerselId: string }> {
    await kraev(tx, id, ['SENDT', 'TILBAGEFOERT']);
    const arbejde = (await tx.raekker<[string, number]>(`select b.forretningspartner_id, count(*)::int from rykkerbrev b where b.rykkerkoersel_id = $1 and not exists (select 1 from rykkerannullering a where a.rykkerbrev_id = b.id) group by 1`, [id]))
      .map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
    if (arbejde.length === 0) throw new RykkerkoerselTom(id);
    await tx.skriv(`update rykkerkoersel set status = 'TILBAGEFOERES' where id = $1`, [id]);
    return { koerselId: await this.begynd(tx, id, 'TILBAGEFOER', arbejde, { bruger: tx.bruger, ...(tekst === undefined ? {} : { tekst: tx.noegler.krypter(tekst).toString('base64') }) }) };
  }

  /** Approved: the lines that are in are frozen into parts; each is decided anew when its letters are sent. */
  private async godkendt(tx: Tx, i: Koerselsindhold, g: Godkendt): Promise<void> {
    await kraev(tx, i.rykkerkoerselId, ['FORSLAG']);
    if ((await koerslensAftryk(tx, i.rykkerkoerselId)).aftryk !== i.aftryk) throw new RykkerkoerselAendret(i.rykkerkoerselId);
    await tx.skriv(`update rykkerkoersel set status = 'SENDES', godkendelse_id = $2, godkendt_af = $3 where id = $1`, [i.rykkerkoerselId, g.id, g.godkendtAf]);
    await tx.skriv(`update rykkerforslag set udfald = 'UDTAGET' where rykkerkoersel_id = $1 and udtaget_aarsag is not null`, [i.rykkerkoerselId]);
    const arbejde = (await tx.raekker<[string, number]>(`select forretningspartner_id, count(*)::int from rykkerforslag where rykkerkoersel_id = $1 and udtaget_aarsag is null group by 1`, [i.rykkerkoerselId])).map(([forretningspartnerId, antal]) => ({ forretningspartnerId, antal }));
    await this.begynd(tx, i.rykkerkoerselId, 'SEND', arbejde);
  }

  /** Rejected or withdrawn: the round waits as before. */
  private async frigiv(tx: Tx, id: string): Promise<void> {
    await tx.skriv(`update rykkerkoersel set godkendelse_id = null where id = $1 and status = 'FORSLAG'`, [id]);
  }

  private async begynd(tx: Tx, rykkerkoerselId: string, fase: Fase, arbejde: readonly { readonly forretningspartnerId: string; readonly antal: number }[], andet: Record<string, unknown> = {}): Promise<string> {
    const id = (await opretKoersel(tx, { art: RYKKERKOERSEL, noegle: `rykkerkoersel:${rykkerkoerselId}:${fase}:${await tx.id()}`, forretningsdato: tx.forretningsdato, parametre: { rykkerkoerselId, fase, ...andet } }))!;
    await frysDele(tx, id, skaerDele(arbejde, DELE));
    return id;
  }
}

async function kraev(tx: Tx, id: string, status: readonly Rykkerkoerselstatus[]): Promise<Laast> {
  const k = await laasKoersel(tx, id);
  if (!status.includes(k.status)) throw new RykkerkoerselHarAndenStatus(id, k.status, status.join(' eller '));
  return k;
}

const vis = (i: Koerselsindhold): string[] => [`Rykkerkørsel ${i.rykkerkoerselId}: ${i.breve} breve over ${i.krav} krav med gebyrer på i alt ${i.gebyrer} kr.`, 'Hvert krav afgøres på ny, når brevet sendes; det, der har ændret sig, sendes ikke.'];
