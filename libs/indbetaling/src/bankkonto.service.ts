import { Injectable } from '@nestjs/common';
import type { Lokaldato } from '#app/kernel';
import { tabel, type Tx } from '#app/platform';
import { forventedeDage, gyldigBankkonto, type Bankkonto, type NyBankkonto } from './bankkonto.rules.js';
import { BankkontoFindes } from './indbetaling.fejl.js';

/** A statement that has not come. */
export interface ManglendeBankfil { readonly bankkontoId: string; readonly navn: string; readonly dato: Lokaldato }

const KOLONNER = `id, kontonummer, navn, fi_kreditor as "fiKreditor", forventes_dagligt as "forventesDagligt", gyldig_fra as "gyldigFra"`;

/** A day is in when a statement dated on it came in a file that was booked to its end. */
const MANGLER = (dage: string): string => `select k.id as "bankkontoId", k.navn, u.dato from ${dage} u join bankkonto k on k.id = u.konto
  where not exists (select 1 from bankudtog b join indbakke_status s on s.indbakke_id = b.indbakke_id and s.status = 'BEHANDLET' where b.bankkonto_id = u.konto and b.dato = u.dato)
  order by u.dato, k.id`;

/** The kommune's own bank accounts, and whether their files have come. */
@Injectable()
export class BankkontoService {
  /** @throws UgyldigtInput BANKKONTO_NUMMER, BANKKONTO_NAVN, FI_KREDITOR_UGYLDIG; BankkontoFindes */
  async opret(tx: Tx, ny: NyBankkonto): Promise<Bankkonto> {
    const k = gyldigBankkonto(ny);
    const id = await tx.id();
    const skrevet = await tx.skriv(`insert into bankkonto (id, kontonummer, navn, fi_kreditor, forventes_dagligt, gyldig_fra) values ($1, $2, $3, $4, $5, $6) on conflict (kontonummer) do nothing`,
      [id, k.kontonummer, k.navn, k.fiKreditor, k.forventesDagligt, k.gyldigFra]);
    if (skrevet === 0) throw new BankkontoFindes();
    return { id, ...k };
  }

  liste(tx: Tx): Promise<Bankkonto[]> { return tx.sql<Bankkonto>(`select ${KOLONNER} from bankkonto order by id`); }

  /** Statements that should have come by the morning of `dato` and have not (BANKFIL_MANGLER): no reminder goes out before. */
  async manglendeBankfiler(tx: Tx, dato: Lokaldato): Promise<ManglendeBankfil[]> {
    const forventede = (await this.liste(tx)).filter((k) => k.forventesDagligt).flatMap((k) => forventedeDage(k.gyldigFra, dato).map((d) => [k.id, d] as const));
    if (forventede.length === 0) return [];
    const u = tabel(forventede, { konto: ['bigint', (f) => f[0]], dato: ['date', (f) => f[1]] });
    return tx.sql<ManglendeBankfil>(MANGLER(u.sql), u.vaerdier);
  }
}
