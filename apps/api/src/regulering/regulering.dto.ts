import { REGULERINGSAARSAGER, REGULERINGSARTER, type Reguleringsaarsag, type Reguleringsart } from '#app/regulering';
import { Beloebfelt, Datofelt, Idfelt, JaNejfelt, Listefelt, Objektfelt, Tekst, Valgfelt } from '../felles/felter.js';

export class ReguleringslinjeDto {
  @Idfelt({ tekst: 'Kravlinjens id', eksempel: '1006' }) kravlinjeId: string;
  @Beloebfelt({ tekst: 'Kroner, som linjen ændres med, større end 0', eksempel: '500.00' }) beloeb: string;
}

export class TillaegskravDto {
  @Tekst({ tekst: 'Fagsystemets egen reference på tillægskravet; dannes, når den udelades', eksempel: 'BARN-1-2026-03-T', maks: 50, valgfri: true }) reference?: string;
  @Datofelt({ tekst: 'Stiftelsesdato', eksempel: '2026-03-20' }) stiftelsesdato: string;
  @Datofelt({ tekst: 'Forfaldsdato, tidligst stiftelsesdatoen', eksempel: '2026-04-15' }) forfaldsdato: string;
  @Datofelt({ tekst: 'Sidste rettidige betalingsdato, tidligst forfaldsdatoen', eksempel: '2026-04-20' }) sidsteRettidigeBetalingsdato: string;
  @JaNejfelt({ tekst: 'true: fagsystemet sender selv regningen. Udelades: som kravet selv, når dets fagsystem opregulerer; ellers opkræves der her', eksempel: false, valgfri: true }) faktureret?: boolean;
}

const TEKST = { eksempel: 'Barnet er meldt ud pr. 16. marts', maks: 200, valgfri: true } as const;
export class OpretReguleringDto {
  @Valgfelt(REGULERINGSARTER, { tekst: 'KREDITNOTA: debitor får besked. NEDREGULERING: fagsystemets egen. OPREGULERING: kravet var for lille. ANNULLERING: kravet skulle slet ikke have været der (kræver også retten krav:annuller)', eksempel: 'KREDITNOTA' }) art: Reguleringsart;
  @Valgfelt(REGULERINGSAARSAGER, { tekst: 'Årsag', eksempel: 'GENBEREGNING' }) aarsag: Reguleringsaarsag;
  @Datofelt({ tekst: 'Fra hvilken dag den virker; standard i dag, tidligst kravets stiftelsesdato. En annullering virker altid fra stiftelsesdatoen', eksempel: '2026-03-16', valgfri: true }) virkningsdato?: string;
  @Beloebfelt({ tekst: 'Kroner i alt, fordelt på linjerne; enten beloeb eller linjer. En annullering har ingen af dem', eksempel: '500.00', valgfri: true }) beloeb?: string;
  @Listefelt(() => ReguleringslinjeDto, 1, 200, { tekst: 'Hvilke linjer der ændres med hvad', valgfri: true }) linjer?: ReguleringslinjeDto[];
  @Tekst({ ...TEKST, tekst: 'Begrundelse; står også på kreditnotaen' }) tekst?: string;
  @Tekst({ tekst: 'Fagsystemets egen reference: samme reference er samme regulering', eksempel: 'REG-2026-17', maks: 50, valgfri: true }) reference?: string;
  @JaNejfelt({ tekst: 'true: beløbet må overstige resten; det betalte bliver frit og dækker andet. Standard false', eksempel: true, valgfri: true }) tilladOverskydende?: boolean;
  @JaNejfelt({ tekst: 'Annullering: også gebyrer for rykkere, der kun vedrørte annullerede krav. Standard false', eksempel: false, valgfri: true }) gebyrer?: boolean;
  @Objektfelt(() => TillaegskravDto, { tekst: 'Opregulering af et opkrævet krav: det krav, der kræver forskellen', valgfri: true }) tillaegskrav?: TillaegskravDto;
}

export class TilbagefoerReguleringDto {
  @Tekst({ ...TEKST, tekst: 'Hvorfor reguleringen var forkert', eksempel: 'Udmeldelsen er trukket tilbage' }) tekst?: string;
  @JaNejfelt({ tekst: 'Tilbageførsel af en opregulering: beløbet må overstige resten. Standard false', eksempel: false, valgfri: true }) tilladOverskydende?: boolean;
}
