import { UdBeloeb, UdDato, UdFrit, UdId, UdListe, UdMaal, UdTal, UdTekst, UdTekster, UdTid, UdValg } from '../felles/svarfelter.js';
import { Sideklasse } from '../felles/side.js';

const STATUS = ['I_GANG', 'PAUSE', 'STOPPET', 'AFSLUTTET', 'AFSLUTTET_MED_FEJL'];

export class TrinSvar {
  @UdId('Kørslens id') id: string;
  @UdTekst('NAT, PROEVE, KRAVFIL eller et trin', 'renter') art: string;
  @UdDato('Forretningsdato') forretningsdato: string;
  @UdValg(STATUS, 'Status; en kørsel med fejl er aldrig AFSLUTTET alene') status: string;
  @UdTid('Startet') startet: string;
  @UdTid('Afsluttet', undefined, { null: true }) afsluttet: string | null;
  @UdTal('Dele i alt', 12) dele: number;
  @UdTal('Færdige dele', 7) faerdigeDele: number;
  @UdMaal('Debitorer (af en kravfil: linjer) pr. sekund indtil nu; null før den første del er færdig', 812.5, { null: true }) debitorerPrSekund: number | null;
  @UdTid('Forventet slut', undefined, { null: true }) forventetSlut: string | null;
  @UdFrit('Antal efter udfald og beløb efter navn', { antal: { TILSKREVET: 120 }, beloeb: { RENTER: '4210.50' } }) resultat: object;
  @UdTal('Debitorer med fejl; af en kravfil: krav, der ikke blev oprettet', 0) fejl: number;
}
export class NattrinSvar extends TrinSvar {
  @UdTekster('Tom: et trin har ingen trin under sig', []) trin: string[];
}
export class KoerselSvar extends TrinSvar {
  @UdListe(() => NattrinSvar, 'Nattens trin i rækkefølge') trin: NattrinSvar[];
}
export const KoerselsideSvar = Sideklasse(KoerselSvar, 'KoerselsideSvar');

export class KoerselfejlSvar {
  @UdId('Forretningspartner') forretningspartnerId: string;
  @UdTekst('Fejlens kode', 'SATS_UKENDT') kode: string;
  @UdTekst('Forklaring', 'Satsen kendes ikke.') besked: string;
}
export const KoerselfejlsideSvar = Sideklasse(KoerselfejlSvar, 'KoerselfejlsideSvar');

export class ProevelinjeSvar {
  @UdDato('Nattens dato') dato: string;
  @UdTekst('Trin', 'renter') trin: string;
  @UdId('Forretningspartner', '1001', { null: true }) forretningspartnerId: string | null;
  @UdId('Krav; null for et brev', '1002', { null: true }) kravId: string | null;
  @UdId('Hovedkrav, når kravet er en rente eller et gebyr', '1003', { null: true }) hovedkravId: string | null;
  @UdTekst('Bilagsart, eller BREV', 'RENTE') art: string;
  @UdDato('Virkningsdato') virkningsdato: string;
  @UdBeloeb('Forskel; positiv: debitor skylder mere', '40.00') beloeb: string;
}
export const ProevelinjesideSvar = Sideklasse(ProevelinjeSvar, 'ProevelinjesideSvar');
