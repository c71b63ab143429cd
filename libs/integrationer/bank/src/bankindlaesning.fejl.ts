import { ForretningsFejl, type Lokaldato } from '#app/kernel';

/** 422: the file is for an account that is not registered here. Nothing is booked. */
export class BankkontoUkendt extends ForretningsFejl {
  readonly kode = 'BANKKONTO_UKENDT'; readonly status = 422; readonly titel = 'Bankkontoen er ikke oprettet';
  constructor(udtogNr: number, konto: string) { super(`Udtog nr. ${udtogNr} er for en bankkonto, der ikke er oprettet (kontonummeret ender på ${konto.slice(-4)}). Opret bankkontoen, og indlæs filen igen.`); }
}
/** 422: the books hold Danish kroner only. Nothing is booked. */
export class BankfilValuta extends ForretningsFejl {
  readonly kode = 'BANKFIL_VALUTA'; readonly status = 422; readonly titel = 'Bankfilen er ikke i danske kroner';
  constructor(udtogNr: number) { super(`Udtog nr. ${udtogNr} indeholder andet end danske kroner.`); }
}
/** 409: a statement of this id and date is here already, with other balances. Nothing is booked. */
export class BankudtogAndetIndhold extends ForretningsFejl {
  readonly kode = 'BANKUDTOG_ANDET_INDHOLD'; readonly status = 409; readonly titel = 'Kontoudtoget er allerede indlæst med andet indhold';
  constructor(udtogNr: number, dato: Lokaldato) { super(`Udtog nr. ${udtogNr} af ${dato} er allerede indlæst, men med andre saldi eller et andet antal poster. Afklar med banken, hvilket der gælder.`); }
}
/** 413: larger than the store for raw messages takes. */
export class BankfilForStor extends ForretningsFejl {
  readonly kode = 'BANKFIL_FOR_STOR'; readonly status = 413; readonly titel = 'Bankfilen er for stor';
  constructor(maksMb: number) { super(`Bankfilen er større end ${maksMb} MB. Bed banken om at dele den.`); }
}
