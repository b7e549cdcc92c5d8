/// The endings of plural, definite and gender forms, by language; see `Inflections.init`. Letters are as folded.
enum InflectionTable {
  static let all: [String: String] = [
    "sv": """
    p:->ar ->er ->or ->r ->n t>tter a>or mmel>mlar mmar>mrar mmer>mrar e>ar el>lar en>nar er>rar man>män mus>möss gås>gäss bok>böcker fot>fötter rot>rötter hand>händer tand>tänder strand>stränder and>änder land>länder stad>städer natt>nätter son>söner bror>bröder broder>bröder moder>mödrar mor>mödrar dotter>döttrar fader>fäder far>fäder bonde>bönder kraft>krafter um>er um>a öga>ögon öra>öron nyckel>nycklar lus>löss bokstav>bokstäver
    dp:->na n>na
    dc:->en ->n mmel>mlen el>eln el>len er>ern en>nen n>nnen m>mmen
    dn:->et ->t el>let er>ret en>net um>et m>mmet n>nnet
    g:->t ->a d>tt d>t t>a tt>a ad>at ad>ade mmal>mla en>na en>et en>na el>la er>ra al>la ar>ra ->tt ->e
    """,
    "en": """
    p:->s ->es y>ies f>ves fe>ves man>men mouse>mice louse>lice foot>feet tooth>teeth goose>geese child>children person>people ox>oxen ix>ices ex>ices is>es us>i um>a on>a penny>pence die>dice z>zzes s>sses
    """,
    "de": """
    p:->e ->en ->n ->er ->s ->se ->nen a>ae au>aeu us>en um>en a>en apfel>aepfel vogel>voegel garten>gaerten vater>vaeter mutter>muetter tochter>toechter bruder>brueder mantel>maentel laden>laeden ofen>oefen kloster>kloester mann>maenner haus>haeuser maus>maeuse buch>buecher tuch>tuecher fuss>fuesse wald>waelder wort>woerter land>laender hand>haende stadt>staedte rad>raeder bad>baeder blatt>blaetter glas>glaeser dorf>doerfer schloss>schloesser stuhl>stuehle baum>baeume traum>traeume raum>raeume zahn>zaehne ball>baelle nacht>naechte kopf>koepfe topf>toepfe zug>zuege sohn>soehne gast>gaeste platz>plaetze satz>saetze wand>waende bank>baenke wurst>wuerste kuh>kuehe hut>huete rock>roecke arzt>aerzte schrank>schraenke volk>voelker loch>loecher
    g:->e ->er ->es ->en ->em el>le er>re e>er e>es e>en er>e er>es es>e es>er
    """,
    "fr": """
    p:->s ->x al>aux ail>aux oeil>yeux ->es
    g:->e f>ve x>se er>ère en>enne on>onne el>elle il>ille eur>euse teur>trice et>ette et>ète eau>elle c>che c>que s>sse ou>olle
    """,
    "es": """
    p:->s ->es z>ces ón>ones án>anes én>enes ín>ines ún>unes és>eses ás>ases
    g:o>a ->a or>ora ón>ona és>esa án>ana
    """,
    "it": """
    p:o>i e>i a>e a>i co>chi go>ghi ca>che ga>ghe io>i cia>ce gia>ge uomo>uomini
    g:o>a e>a tore>trice
    """,
    "nl": """
    p:->en ->s ->'s ->n ->eren f>ven s>zen b>bben d>dden f>ffen g>ggen k>kken l>llen m>mmen n>nnen p>ppen r>rren s>ssen t>tten oom>omen oot>oten oon>onen oop>open oor>oren ool>olen aam>amen aan>anen aap>apen aar>aren aal>alen aak>aken aat>aten eem>emen een>enen eep>epen eer>eren eel>elen eek>eken eet>eten uur>uren uut>uten stad>steden schip>schepen ij>ijen
    g:->e g>gge d>dde k>kke l>lle m>mme n>nne t>tte ood>ode oot>ote aar>are uur>ure eel>ele
    """,
    "da": """
    p:->er ->e ->r el>ler el>le er>re mand>mænd mus>mus barn>børn bog>bøger fod>fødder hånd>hænder tand>tænder nat>nætter øje>øjne øre>ører bror>brødre søn>sønner k>kke k>kker t>tte t>tter s>sse l>ller l>lle m>mmer g>gge g>gger p>pper n>nner
    dc:->en ->n el>len k>kken t>tten s>ssen l>llen m>mmen g>ggen p>ppen n>nnen
    dn:->et ->t el>let k>kket t>ttet s>sset l>llet m>mmet g>gget n>nnet
    g:->t ->e d>dt k>kke t>tte n>nne m>mme en>et el>le
    """,
    "no nb nn": """
    p:->er ->e ->r el>ler er>re e>er mann>menn bok>bøker fot>føtter hånd>hender tann>tenner natt>netter bror>brødre øye>øyne m>mmer um>er
    dc:->en ->n el>elen el>len m>mmen
    df:->a e>a ->en ->n
    dn:->et ->t el>elet er>eret um>et m>mmet
    g:->t ->e ->tt d>dt en>et el>le m>mme
    """,
    "so": """
    p:->yo ->o
    d:->ga ->ka ->ha ->a ->ta ->da ->sha ->gii ->kii ->tii ->dii a>aha i>iga o>ada l>sha
    """,
  ]
}
