import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { UgyldigtInput } from '#app/kernel';
import { KasselaesningService, type Feedsted, type Udgaaendehoved, type Udgaaendevisning } from '#app/krav';
import { Database } from '#app/platform';
import { FormaalMangler } from '#app/stamdata';
import { KunEgneKrav } from '../felles/apifejl.js';
import { Heltalfelt, Kodefelt, Tekst } from '../felles/felter.js';
import { Formaal, Hvem } from '../felles/hvem.js';
import { Id } from '../felles/id.js';
import { Endepunkt } from '../felles/problemsvar.js';
import { KunMyndighed, Ret } from '../felles/ret.js';
import { antalAf, cursorAf, laesCursor, MAKS_ANTAL, NR, sideAf, Sideklasse, Sidevalg, type Side } from '../felles/side.js';
import { UdBeloeb, UdDato, UdFrit, UdId, UdTekst, UdTid } from '../felles/svarfelter.js';

class FeedDto {
  @Tekst({ tekst: 'Markør: `naeste` fra forrige kald; udelades første gang', maks: 200, form: /^[A-Za-z0-9_-]+$/, kode: 'CURSOR_UGYLDIG', besked: 'Markøren er ikke gyldig; brug naeste fra forrige kald.', valgfri: true }) efter?: string;
  @Heltalfelt(1, MAKS_ANTAL, { tekst: 'Højst så mange', eksempel: 100, valgfri: true }) antal?: string;
  @Kodefelt({ tekst: 'Fagsystem; udelades, når adgangen tilhører et fagsystem', eksempel: 'NEXUS', valgfri: true }) fagsystem?: string;
}
class HaendelseSvar {
  @UdId('Hændelsens id', '1007') id: string;
  @UdId('Krav', '1004') kravId: string;
  @UdTekst('Hvad der skete', 'OPRETTET') art: string;
  @UdDato('Virkningsdato', '2026-03-01') virkningsdato: string;
  @UdBeloeb('Beløb', '3500.00', { null: true }) beloeb: string | null;
  @UdId('Bilag', '1005', { null: true }) bilagId: string | null;
  @UdTid('Registreret') registreret: string;
}
class FeedSvar {
  @ApiProperty({ type: () => HaendelseSvar, isArray: true, description: 'Hændelser, ældste først; en senere kommer aldrig ind foran' }) poster: HaendelseSvar[];
  @ApiProperty({ type: String, nullable: true, description: 'Markør til næste kald, også når der ikke er flere endnu; null før den første hændelse', example: 'NzQxLjEwMDc' }) naeste: string | null;
}
class UdbakkeDto extends Sidevalg {
  @Kodefelt({ tekst: 'Kun meddelelser af denne art', eksempel: 'OPKRAEVNING', valgfri: true }) art?: string;
}
class UdgaaendeSvar {
  @UdId('Meddelelsens id', '1008') id: string;
  @UdTekst('Art', 'OPKRAEVNING') art: string;
  @UdId('Modtager', '1001', { null: true }) forretningspartnerId: string | null;
  @UdTid('Registreret') registreret: string;
  @UdTid('Afsendt; null mens den venter', '2026-03-31T08:16:00.000Z', { null: true }) afsendt: string | null;
  @UdTekst('Transport', 'MAPPE', { null: true }) transport: string | null;
}
class MeddelelseSvar extends UdgaaendeSvar {
  @UdFrit('Meddelelsens indhold', { brev: 'FAK', kravId: '1004', ialt: '3500.00' }) indhold: unknown;
}
const UdgaaendesideSvar = Sideklasse(UdgaaendeSvar, 'UdgaaendesideSvar');

@ApiTags('Hændelser og udbakke')
@Controller('v1')
export class KasserController {
  constructor(private readonly db: Database, private readonly kasser: KasselaesningService) {}

  @Get('haendelser') @Ret('haendelse:laes') @Endepunkt('Hvad der er sket med fagsystemets krav, i fast rækkefølge', { 403: ['KUN_EGNE_KRAV'], 422: ['CURSOR_UGYLDIG', 'TAL_UGYLDIGT', 'FELT_MANGLER'] })
  @ApiOkResponse({ type: FeedSvar })
  async haendelser(@Query() v: FeedDto, @Hvem() hvem: Hvem): Promise<Side<object>> {
    if (hvem.fagsystem !== undefined && v.fagsystem !== undefined && v.fagsystem !== hvem.fagsystem) throw new KunEgneKrav();
    const fagsystem = hvem.fagsystem ?? v.fagsystem;
    if (fagsystem === undefined) throw new UgyldigtInput('FELT_MANGLER', 'fagsystem', 'Angiv fagsystem; adgangen tilhører ikke et.');
    const r = await this.db.iKommune(hvem, (tx) => this.kasser.haendelser(tx, fagsystem, sted(v.efter), antalAf(v)));
    const sidste = r.at(-1);
    return { poster: r.map(({ xid: _, ...h }) => h), naeste: sidste === undefined ? (v.efter ?? null) : cursorAf([sidste.xid, sidste.id]) };
  }

  @Get('udbakke') @Ret('udbakke:laes') @KunMyndighed() @Endepunkt('Udgående meddelelser uden indhold, ældste først', { 403: ['KUN_EGNE_KRAV'], 422: ['CURSOR_UGYLDIG', 'KODE_UGYLDIG'] })
  @ApiOkResponse({ type: UdgaaendesideSvar })
  async udbakke(@Query() v: UdbakkeDto, @Hvem() hvem: Hvem): Promise<Side<Omit<Udgaaendehoved, 'xid'>>> {
    const antal = antalAf(v);
    const r = await this.db.iKommune(hvem, (tx) => this.kasser.udbakke(tx, v.art, sted(v.cursor), antal));
    return sideAf(r, antal, udenXid, (u) => [u.xid, u.id]);
  }

  @Get('udbakke/:id') @Ret('udbakke:laes') @KunMyndighed() @Endepunkt('En meddelelse med indhold; opslaget logges', { 403: ['KUN_EGNE_KRAV'], 404: ['IKKE_FUNDET'], 422: ['FORMAAL_MANGLER'] })
  @ApiHeader({ name: 'X-Formaal', required: true, description: 'Formålet med opslaget; skrives i loggen', schema: { type: 'string', example: 'Spørgsmål fra borger' } })
  @ApiOkResponse({ type: MeddelelseSvar })
  async besked(@Param('id', Id) id: string, @Formaal() formaal: string, @Hvem() hvem: Hvem): Promise<Omit<Udgaaendevisning, 'xid'>> {
    if (formaal.length < 3) throw new FormaalMangler();
    return udenXid(await this.db.iKommune(hvem, (tx) => this.kasser.besked(tx, id, formaal)));
  }
}

const udenXid = <U extends Feedsted>({ xid: _, ...u }: U): Omit<U, 'xid'> => u;

function sted(cursor: string | undefined): Feedsted | undefined {
  const c = laesCursor(cursor, NR, NR);
  return c && { xid: c[0]!, id: c[1]! };
}
