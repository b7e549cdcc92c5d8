// Printed by Sources/Tools/tables/spelling_variants.py from the SCOWL word lists of Debian's wbritish and wamerican,
// Copyright 2000-2011 by Kevin Atkinson; permission to use, copy, modify, distribute and sell them is granted.

/// Words that are spelled otherwise in America than in Britain.
enum SpellingPairs {
  /// 2,035 pairs, `AMERICAN:BRITISH`, with a space between them.
  static let text = """
    acclimatization:acclimatisation acclimatize:acclimatise acclimatized:acclimatised \
    acclimatizes:acclimatises acclimatizing:acclimatising accouterments:accoutrements \
    acknowledgment:acknowledgement acknowledgments:acknowledgements actualization:actualisation \
    actualize:actualise actualized:actualised actualizes:actualises actualizing:actualising adz:adze \
    afterward:afterwards aggrandize:aggrandise aggrandized:aggrandised aggrandizement:aggrandisement \
    aggrandizes:aggrandises aggrandizing:aggrandising aging:ageing agonize:agonise agonized:agonised \
    agonizes:agonises agonizing:agonising agonizingly:agonisingly airdrome:aerodrome airdromes:aerodromes \
    airfoil:aerofoil airfoils:aerofoils airplane:aeroplane airplanes:aeroplanes alphabetize:alphabetise \
    alphabetized:alphabetised alphabetizes:alphabetises alphabetizing:alphabetising aluminum:aluminium \
    aluminums:aluminiums ameba:amoeba amebae:amoebae amebas:amoebas amebic:amoebic amortization:amortisation \
    amortizations:amortisations amortize:amortise amortized:amortised amortizes:amortises \
    amortizing:amortising amphitheater:amphitheatre amphitheaters:amphitheatres analog:analogue \
    analogs:analogues analyze:analyse analyzed:analysed analyzer:analyser analyzers:analysers \
    analyzes:analyses analyzing:analysing anemia:anaemia anemic:anaemic anesthesia:anaesthesia \
    anesthesiologist:anaesthesiologist anesthesiologists:anaesthesiologists anesthesiology:anaesthesiology \
    anesthetic:anaesthetic anesthetics:anaesthetics anesthetist:anaesthetist anesthetists:anaesthetists \
    anesthetize:anaesthetise anesthetized:anaesthetised anesthetizes:anaesthetises \
    anesthetizing:anaesthetising antagonize:antagonise antagonized:antagonised antagonizes:antagonises \
    antagonizing:antagonising anthologize:anthologise anthologized:anthologised anthologizes:anthologises \
    anthologizing:anthologising apologize:apologise apologized:apologised apologizes:apologises \
    apologizing:apologising appall:appal appalls:appals appareled:apparelled appareling:apparelling \
    appetizer:appetiser appetizers:appetisers appetizing:appetising appetizingly:appetisingly \
    apprize:apprise apprized:apprised apprizes:apprises apprizing:apprising arbor:arbour arbors:arbours \
    archeologic:archaeologic archeological:archaeological archeologist:archaeologist \
    archeologists:archaeologists archeology:archaeology ardor:ardour ardors:ardours armor:armour \
    armored:armoured armorer:armourer armorers:armourers armories:armouries armoring:armouring \
    armors:armours armory:armoury artifact:artefact artifacts:artefacts atomizer:atomiser \
    atomizers:atomisers attitudinize:attitudinise attitudinized:attitudinised attitudinizes:attitudinises \
    attitudinizing:attitudinising authorization:authorisation authorizations:authorisations \
    authorize:authorise authorized:authorised authorizes:authorises authorizing:authorising ax:axe \
    backpedaled:backpedalled backpedaling:backpedalling bacteremia:bacteraemia baptize:baptise \
    baptized:baptised baptizes:baptises baptizing:baptising barreled:barrelled barreling:barrelling \
    bastardize:bastardise bastardized:bastardised bastardizes:bastardises bastardizing:bastardising \
    bedeviled:bedevilled bedeviling:bedevilling behavior:behaviour behavioral:behavioural \
    behaviorism:behaviourism behaviorist:behaviourist behaviorists:behaviourists behaviors:behaviours \
    behoove:behove behooved:behoved behooves:behoves behooving:behoving belabor:belabour \
    belabored:belaboured belaboring:belabouring belabors:belabours beveled:bevelled beveling:bevelling \
    binging:bingeing bowdlerize:bowdlerise bowdlerized:bowdlerised bowdlerizes:bowdlerises \
    bowdlerizing:bowdlerising breathalyze:breathalyse breathalyzed:breathalysed breathalyzer:breathalyser \
    breathalyzers:breathalysers brutalize:brutalise brutalized:brutalised brutalizes:brutalises \
    brutalizing:brutalising burglarize:burglarise burglarized:burglarised burglarizes:burglarises \
    burglarizing:burglarising busheled:bushelled busheling:bushelling caldron:cauldron caldrons:cauldrons \
    caliber:calibre calibered:calibred calibers:calibres calisthenic:callisthenic calisthenics:callisthenics \
    calk:caulk calked:caulked calking:caulking cancelation:cancellation canceled:cancelled \
    canceler:canceller canceling:cancelling candor:candour candors:candours cannibalize:cannibalise \
    cannibalized:cannibalised cannibalizes:cannibalises cannibalizing:cannibalising \
    canonization:canonisation canonizations:canonisations canonize:canonise canonized:canonised \
    canonizes:canonises canonizing:canonising cantaloup:cantaloupe cantaloups:cantaloupes \
    capitalization:capitalisation capitalize:capitalise capitalized:capitalised capitalizes:capitalises \
    capitalizing:capitalising carburetion:carburation carburetor:carburettor carburetors:carburettors \
    caroled:carolled caroler:caroller carolers:carollers caroling:carolling catalog:catalogue \
    cataloged:catalogued cataloger:cataloguer catalogers:cataloguers cataloging:cataloguing \
    catalogs:catalogues catalyze:catalyse catalyzed:catalysed catalyzes:catalyses catalyzing:catalysing \
    catechize:catechise catechized:catechised catechizes:catechises catechizing:catechising \
    categorization:categorisation categorizations:categorisations categorize:categorise \
    categorized:categorised categorizer:categoriser categorizes:categorises categorizing:categorising \
    cauterize:cauterise cauterized:cauterised cauterizes:cauterises cauterizing:cauterising caviled:cavilled \
    caviling:cavilling celiac:coeliac center:centre centered:centred centerfold:centrefold \
    centerfolds:centrefolds centering:centring centermost:centremost centerpiece:centrepiece \
    centerpieces:centrepieces centers:centres centiliter:centilitre centiliters:centilitres \
    centimeter:centimetre centimeters:centimetres centralization:centralisation centralize:centralise \
    centralized:centralised centralizes:centralises centralizing:centralising cesium:caesium \
    channeled:channelled channeling:channelling characterization:characterisation \
    characterizations:characterisations characterize:characterise characterized:characterised \
    characterizes:characterises characterizing:characterising checkbook:chequebook checkbooks:chequebooks \
    checkerboard:chequerboard checkerboards:chequerboards checkered:chequered checkering:chequering \
    chili:chilli chilies:chillies chilis:chillis chiseled:chiselled chiseler:chiseller chiselers:chisellers \
    chiseling:chiselling cipher:cypher ciphers:cyphers circularize:circularise circularized:circularised \
    circularizes:circularises circularizing:circularising civilization:civilisation \
    civilizations:civilisations civilize:civilise civilized:civilised civilizes:civilises \
    civilizing:civilising clamor:clamour clamored:clamoured clamoring:clamouring clamors:clamours \
    clangor:clangour clarinetist:clarinettist clarinetists:clarinettists cognizance:cognisance \
    cognizant:cognisant collectivize:collectivise collectivized:collectivised collectivizes:collectivises \
    collectivizing:collectivising colonization:colonisation colonize:colonise colonized:colonised \
    colonizer:coloniser colonizers:colonisers colonizes:colonises colonizing:colonising color:colour \
    colorable:colourable colorblind:colourblind colorblindness:colourblindness colored:coloured \
    colorfast:colourfast colorful:colourful colorfully:colourfully coloring:colouring colorist:colourist \
    colorists:colourists colorize:colourise colorized:colourised colorizes:colourises colorizing:colourising \
    colorless:colourless colors:colours commercialization:commercialisation commercialize:commercialise \
    commercialized:commercialised commercializes:commercialises commercializing:commercialising \
    compartmentalize:compartmentalise compartmentalized:compartmentalised \
    compartmentalizes:compartmentalises compartmentalizing:compartmentalising \
    computerization:computerisation computerize:computerise computerized:computerised \
    computerizes:computerises computerizing:computerising conceptualization:conceptualisation \
    conceptualizations:conceptualisations conceptualize:conceptualise conceptualized:conceptualised \
    conceptualizes:conceptualises conceptualizing:conceptualising connection:connexion \
    connections:connexions councilor:councillor councilors:councillors counseled:counselled \
    counseling:counselling counselor:counsellor counselors:counsellors cozier:cosier cozies:cosies \
    coziest:cosiest cozily:cosily coziness:cosiness cozy:cosy cozying:cosying criticize:criticise \
    criticized:criticised criticizer:criticiser criticizes:criticises criticizing:criticising \
    crueler:crueller cruelest:cruellest crystalize:crystallise crystalized:crystallised \
    crystalizes:crystallises crystalizing:crystallising crystallization:crystallisation \
    crystallize:crystallise crystallized:crystallised crystallizes:crystallises crystallizing:crystallising \
    cudgeled:cudgelled cudgeling:cudgelling curb:kerb curbs:kerbs customizable:customisable \
    customization:customisation customize:customise customized:customised customizes:customises \
    customizing:customising decentralization:decentralisation decentralize:decentralise \
    decentralized:decentralised decentralizes:decentralises decentralizing:decentralising \
    deciliter:decilitre deciliters:decilitres decimeter:decimetre decimeters:decimetres \
    decolonization:decolonisation decolonize:decolonise decolonized:decolonised decolonizes:decolonises \
    decolonizing:decolonising decriminalization:decriminalisation decriminalize:decriminalise \
    decriminalized:decriminalised decriminalizes:decriminalises decriminalizing:decriminalising \
    defense:defence defenseless:defenceless defenselessly:defencelessly defenselessness:defencelessness \
    defenses:defences dehumanization:dehumanisation dehumanize:dehumanise dehumanized:dehumanised \
    dehumanizes:dehumanises dehumanizing:dehumanising demagnetization:demagnetisation \
    demagnetize:demagnetise demagnetized:demagnetised demagnetizes:demagnetises demagnetizing:demagnetising \
    demagog:demagogue demagogry:demagoguery demagogs:demagogues demeanor:demeanour \
    demilitarization:demilitarisation demilitarize:demilitarise demilitarized:demilitarised \
    demilitarizes:demilitarises demilitarizing:demilitarising demobilization:demobilisation \
    demobilize:demobilise demobilized:demobilised demobilizes:demobilises demobilizing:demobilising \
    democratization:democratisation democratize:democratise democratized:democratised \
    democratizes:democratises democratizing:democratising demoralization:demoralisation \
    demoralize:demoralise demoralized:demoralised demoralizes:demoralises demoralizing:demoralising \
    dentin:dentine deodorize:deodorise deodorized:deodorised deodorizer:deodoriser deodorizers:deodorisers \
    deodorizes:deodorises deodorizing:deodorising departmentalize:departmentalise \
    departmentalized:departmentalised departmentalizes:departmentalises departmentalizing:departmentalising \
    depoliticize:depoliticise depoliticized:depoliticised depoliticizes:depoliticises \
    depoliticizing:depoliticising deputize:deputise deputized:deputised deputizes:deputises \
    deputizing:deputising desensitization:desensitisation desensitize:desensitise desensitized:desensitised \
    desensitizes:desensitises desensitizing:desensitising destabilization:destabilisation \
    destabilize:destabilise destabilized:destabilised destabilizes:destabilises destabilizing:destabilising \
    deviled:devilled deviling:devilling dialed:dialled dialing:dialling dialings:diallings dialog:dialogue \
    dialogs:dialogues dialyze:dialyse dialyzed:dialysed dialyzes:dialyses dialyzing:dialysing \
    diarrhea:diarrhoea diarrheal:diarrhoeal digitization:digitisation digitize:digitise digitized:digitised \
    digitizer:digitiser digitizers:digitisers digitizes:digitises digitizing:digitising discolor:discolour \
    discolored:discoloured discoloring:discolouring discolors:discolours disemboweled:disembowelled \
    disemboweling:disembowelling disfavor:disfavour disfavored:disfavoured disfavoring:disfavouring \
    disfavors:disfavours disheveled:dishevelled disheveling:dishevelling dishonor:dishonour \
    dishonorable:dishonourable dishonorably:dishonourably dishonored:dishonoured dishonoring:dishonouring \
    dishonors:dishonours disk:disc disks:discs disorganization:disorganisation disorganize:disorganise \
    disorganized:disorganised disorganizes:disorganises disorganizing:disorganising dispatch:despatch \
    dispatched:despatched dispatches:despatches dispatching:despatching distill:distil distills:distils \
    donut:doughnut donuts:doughnuts doweled:dowelled doweling:dowelling draftier:draughtier \
    draftiest:draughtiest draftiness:draughtiness draftsman:draughtsman draftsmanship:draughtsmanship \
    draftsmen:draughtsmen draftsperson:draughtsperson drafty:draughty dramatization:dramatisation \
    dramatizations:dramatisations dramatize:dramatise dramatized:dramatised dramatizes:dramatises \
    dramatizing:dramatising driveled:drivelled driveling:drivelling dryly:drily dueled:duelled \
    dueling:duelling duelist:duellist duelists:duellists economize:economise economized:economised \
    economizes:economises economizing:economising edema:oedema editorialize:editorialise \
    editorialized:editorialised editorializes:editorialises editorializing:editorialising egis:aegis \
    electrolyze:electrolyse electrolyzed:electrolysed empaneled:empanelled empaneling:empanelling \
    empathize:empathise empathized:empathised empathizes:empathises empathizing:empathising \
    emphasize:emphasise emphasized:emphasised emphasizes:emphasises emphasizing:emphasising \
    enameled:enamelled enameling:enamelling enamor:enamour enamored:enamoured enamoring:enamouring \
    enamors:enamours encyclopedia:encyclopaedia encyclopedias:encyclopaedias encyclopedic:encyclopaedic \
    endeavor:endeavour endeavored:endeavoured endeavoring:endeavouring endeavors:endeavours \
    energize:energise energized:energised energizer:energiser energizers:energisers energizes:energises \
    energizing:energising enroll:enrol enrollment:enrolment enrollments:enrolments enrolls:enrols \
    enthrall:enthral enthralls:enthrals eon:aeon eons:aeons epaulet:epaulette epaulets:epaulettes \
    epicenter:epicentre epicenters:epicentres epilog:epilogue epilogs:epilogues epitomize:epitomise \
    epitomized:epitomised epitomizes:epitomises epitomizing:epitomising equaled:equalled equaling:equalling \
    equalization:equalisation equalize:equalise equalized:equalised equalizer:equaliser \
    equalizers:equalisers equalizes:equalises equalizing:equalising esophagi:oesophagi esophagus:oesophagus \
    esophaguses:oesophaguses esthete:aesthete esthetes:aesthetes esthetic:aesthetic esthetics:aesthetics \
    estrogen:oestrogen estrus:oestrus etiology:aetiology eulogize:eulogise eulogized:eulogised \
    eulogizes:eulogises eulogizing:eulogising evangelize:evangelise evangelized:evangelised \
    evangelizes:evangelises evangelizing:evangelising exorcize:exorcise exorcized:exorcised \
    exorcizes:exorcises exorcizing:exorcising extemporize:extemporise extemporized:extemporised \
    extemporizes:extemporises extemporizing:extemporising extoll:extol extolls:extols \
    factorization:factorisation factorize:factorise factorized:factorised factorizes:factorises \
    factorizing:factorising familiarization:familiarisation familiarize:familiarise \
    familiarized:familiarised familiarizes:familiarises familiarizing:familiarising fantasize:fantasise \
    fantasized:fantasised fantasizes:fantasises fantasizing:fantasising favor:favour favorable:favourable \
    favorably:favourably favored:favoured favoring:favouring favorite:favourite favorites:favourites \
    favoritism:favouritism favors:favours fecal:faecal feces:faeces fertilization:fertilisation \
    fertilize:fertilise fertilized:fertilised fertilizer:fertiliser fertilizers:fertilisers \
    fertilizes:fertilises fertilizing:fertilising fervor:fervour fetal:foetal fetus:foetus fetuses:foetuses \
    fiber:fibre fiberboard:fibreboard fibered:fibred fiberglass:fibreglass fiberoptic:fibreoptic \
    fibers:fibres fictionalize:fictionalise fictionalized:fictionalised fictionalizes:fictionalises \
    fictionalizing:fictionalising finalize:finalise finalized:finalised finalizes:finalises \
    finalizing:finalising flanneled:flannelled flanneling:flannelling flavor:flavour flavored:flavoured \
    flavorful:flavourful flavoring:flavouring flavorings:flavourings flavorless:flavourless flavors:flavours \
    flutist:flautist flutists:flautists formalization:formalisation formalize:formalise \
    formalized:formalised formalizes:formalises formalizing:formalising fossilization:fossilisation \
    fossilize:fossilise fossilized:fossilised fossilizes:fossilises fossilizing:fossilising \
    fraternization:fraternisation fraternize:fraternise fraternized:fraternised fraternizes:fraternises \
    fraternizing:fraternising fueled:fuelled fueling:fuelling fulfill:fulfil fulfillment:fulfilment \
    fulfillments:fulfilments fulfills:fulfils funneled:funnelled funneling:funnelling furor:furore \
    furors:furores gage:gauge gaged:gauged gages:gauges gaging:gauging galvanize:galvanise \
    galvanized:galvanised galvanizes:galvanises galvanizing:galvanising gamboled:gambolled \
    gamboling:gambolling generalization:generalisation generalizations:generalisations generalize:generalise \
    generalized:generalised generalizes:generalises generalizing:generalising glamor:glamour \
    glamored:glamoured glamoring:glamouring glamorize:glamorise glamorized:glamorised glamorizes:glamorises \
    glamorizing:glamorising glamors:glamours globalization:globalisation globalize:globalise \
    globalized:globalised globalizes:globalises globalizing:globalising glycerin:glycerine goiter:goitre \
    goiters:goitres gonorrhea:gonorrhoea gram:gramme grams:grammes graveled:gravelled graveling:gravelling \
    gray:grey grayed:greyed grayer:greyer grayest:greyest graying:greying grayish:greyish grayness:greyness \
    grays:greys groveled:grovelled groveler:groveller grovelers:grovellers groveling:grovelling \
    grueling:gruelling gruelings:gruellings gynecological:gynaecological gynecologist:gynaecologist \
    gynecologists:gynaecologists gynecology:gynaecology harbor:harbour harbored:harboured \
    harboring:harbouring harbors:harbours harmonization:harmonisation harmonize:harmonise \
    harmonized:harmonised harmonizes:harmonises harmonizing:harmonising hematologist:haematologist \
    hematologists:haematologists hematology:haematology hematoma:haematoma hematomas:haematomas \
    hemoglobin:haemoglobin hemophilia:haemophilia hemophiliac:haemophiliac hemophiliacs:haemophiliacs \
    hemorrhage:haemorrhage hemorrhaged:haemorrhaged hemorrhages:haemorrhages hemorrhagic:haemorrhagic \
    hemorrhaging:haemorrhaging hemorrhoid:haemorrhoid hemorrhoids:haemorrhoids homeopathic:homoeopathic \
    homeopathy:homoeopathy homogenization:homogenisation homogenize:homogenise homogenized:homogenised \
    homogenizes:homogenises homogenizing:homogenising honor:honour honorable:honourable honorably:honourably \
    honored:honoured honoring:honouring honors:honours hospitalization:hospitalisation \
    hospitalizations:hospitalisations hospitalize:hospitalise hospitalized:hospitalised \
    hospitalizes:hospitalises hospitalizing:hospitalising humanization:humanisation humanize:humanise \
    humanized:humanised humanizer:humaniser humanizers:humanisers humanizes:humanises humanizing:humanising \
    humor:humour humored:humoured humoring:humouring humorless:humourless humorlessness:humourlessness \
    humors:humours hybridization:hybridisation hybridize:hybridise hybridized:hybridised \
    hybridizes:hybridises hybridizing:hybridising hydrolyze:hydrolyse hydrolyzed:hydrolysed \
    hypnotize:hypnotise hypnotized:hypnotised hypnotizer:hypnotiser hypnotizes:hypnotises \
    hypnotizing:hypnotising hypoglycemia:hypoglycaemia hypoglycemic:hypoglycaemic hypothesize:hypothesise \
    hypothesized:hypothesised hypothesizes:hypothesises hypothesizing:hypothesising \
    idealization:idealisation idealize:idealise idealized:idealised idealizes:idealises \
    idealizing:idealising idolize:idolise idolized:idolised idolizes:idolises idolizing:idolising \
    immobilization:immobilisation immobilize:immobilise immobilized:immobilised immobilizes:immobilises \
    immobilizing:immobilising immortalize:immortalise immortalized:immortalised immortalizes:immortalises \
    immortalizing:immortalising immunization:immunisation immunizations:immunisations immunize:immunise \
    immunized:immunised immunizes:immunises immunizing:immunising impaneled:impanelled \
    impaneling:impanelling imperiled:imperilled imperiling:imperilling individualize:individualise \
    individualized:individualised individualizes:individualises individualizing:individualising \
    industrialization:industrialisation industrialize:industrialise industrialized:industrialised \
    industrializes:industrialises industrializing:industrialising initialed:initialled \
    initialing:initialling initialization:initialisation initialize:initialise initialized:initialised \
    initializes:initialises initializing:initialising inquire:enquire inquired:enquired inquires:enquires \
    inquiries:enquiries inquiring:enquiring inquiry:enquiry installment:instalment installments:instalments \
    instill:instil instills:instils institutionalize:institutionalise institutionalized:institutionalised \
    institutionalizes:institutionalises institutionalizing:institutionalising \
    intellectualize:intellectualise intellectualized:intellectualised intellectualizes:intellectualises \
    intellectualizing:intellectualising internalize:internalise internalized:internalised \
    internalizes:internalises internalizing:internalising internationalize:internationalise \
    internationalized:internationalised internationalizes:internationalises \
    internationalizing:internationalising iodize:iodise iodized:iodised iodizes:iodises iodizing:iodising \
    ionization:ionisation ionize:ionise ionized:ionised ionizer:ioniser ionizers:ionisers ionizes:ionises \
    ionizing:ionising italicize:italicise italicized:italicised italicizes:italicises \
    italicizing:italicising itemization:itemisation itemize:itemise itemized:itemised itemizes:itemises \
    itemizing:itemising jail:gaol jailed:gaoled jailer:gaoler jailers:gaolers jailor:gaoler jailors:gaolers \
    jails:gaols jeopardize:jeopardise jeopardized:jeopardised jeopardizes:jeopardises \
    jeopardizing:jeopardising jeweled:jewelled jeweler:jeweller jewelers:jewellers jeweling:jewelling \
    jewelries:jewelleries jewelry:jewellery judgment:judgement judgments:judgements kenneled:kennelled \
    kenneling:kennelling kidnaped:kidnapped kidnaper:kidnapper kidnapers:kidnappers kidnaping:kidnapping \
    kilogram:kilogramme kilograms:kilogrammes kiloliter:kilolitre kiloliters:kilolitres kilometer:kilometre \
    kilometers:kilometres labeled:labelled labeling:labelling labor:labour labored:laboured laborer:labourer \
    laborers:labourers laboring:labouring labors:labours lackluster:lacklustre legalization:legalisation \
    legalize:legalise legalized:legalised legalizes:legalises legalizing:legalising legitimize:legitimise \
    legitimized:legitimised legitimizes:legitimises legitimizing:legitimising leukemia:leukaemia \
    leukemic:leukaemic leveled:levelled leveler:leveller levelers:levellers leveling:levelling \
    libeled:libelled libeler:libeller libelers:libellers libeling:libelling libelous:libellous \
    liberalization:liberalisation liberalizations:liberalisations liberalize:liberalise \
    liberalized:liberalised liberalizes:liberalises liberalizing:liberalising license:licence \
    licenses:licences licorice:liquorice licorices:liquorices likable:likeable likableness:likeableness \
    lionize:lionise lionized:lionised lionizes:lionises lionizing:lionising liquidize:liquidise \
    liquidized:liquidised liquidizes:liquidises liquidizing:liquidising liter:litre liters:litres \
    livable:liveable localization:localisation localize:localise localized:localised localizes:localises \
    localizing:localising louver:louvre louvered:louvred louvers:louvres lovable:loveable luster:lustre \
    lustered:lustred magnetization:magnetisation magnetize:magnetise magnetized:magnetised \
    magnetizes:magnetises magnetizing:magnetising maneuver:manoeuvre maneuverability:manoeuvrability \
    maneuverable:manoeuvrable maneuvered:manoeuvred maneuvering:manoeuvring maneuvers:manoeuvres \
    marshaled:marshalled marshaling:marshalling marveled:marvelled marveling:marvelling marvelous:marvellous \
    marvelously:marvellously materialization:materialisation materialize:materialise \
    materialized:materialised materializes:materialises materializing:materialising math:maths \
    maximization:maximisation maximize:maximise maximized:maximised maximizes:maximises \
    maximizing:maximising meager:meagre meagerly:meagrely meagerness:meagreness mechanization:mechanisation \
    mechanize:mechanise mechanized:mechanised mechanizes:mechanises mechanizing:mechanising \
    medalist:medallist medalists:medallists memorialize:memorialise memorialized:memorialised \
    memorializes:memorialises memorializing:memorialising memorization:memorisation memorize:memorise \
    memorized:memorised memorizes:memorises memorizing:memorising mercerize:mercerise mercerized:mercerised \
    mercerizes:mercerises mercerizing:mercerising mesmerize:mesmerise mesmerized:mesmerised \
    mesmerizes:mesmerises mesmerizing:mesmerising metabolize:metabolise metabolized:metabolised \
    metabolizes:metabolises metabolizing:metabolising metastasize:metastasise metastasized:metastasised \
    metastasizes:metastasises metastasizing:metastasising meter:metre meters:metres micrometer:micrometre \
    micrometers:micrometres militarization:militarisation militarize:militarise militarized:militarised \
    militarizes:militarises militarizing:militarising milligram:milligramme milligrams:milligrammes \
    milliliter:millilitre milliliters:millilitres millimeter:millimetre millimeters:millimetres \
    miniaturization:miniaturisation miniaturize:miniaturise miniaturized:miniaturised \
    miniaturizes:miniaturises miniaturizing:miniaturising minimization:minimisation minimize:minimise \
    minimized:minimised minimizes:minimises minimizing:minimising misbehavior:misbehaviour \
    misdemeanor:misdemeanour misdemeanors:misdemeanours miter:mitre mitered:mitred mitering:mitring \
    miters:mitres mobilization:mobilisation mobilizations:mobilisations mobilize:mobilise \
    mobilized:mobilised mobilizes:mobilises mobilizing:mobilising modeled:modelled modeler:modeller \
    modelers:modellers modeling:modelling modelings:modellings modernization:modernisation \
    modernize:modernise modernized:modernised modernizes:modernises modernizing:modernising \
    moisturize:moisturise moisturized:moisturised moisturizer:moisturiser moisturizers:moisturisers \
    moisturizes:moisturises moisturizing:moisturising mold:mould molded:moulded molder:moulder \
    moldered:mouldered moldering:mouldering molders:moulders moldier:mouldier moldiest:mouldiest \
    molding:moulding moldings:mouldings molds:moulds moldy:mouldy mollusk:mollusc mollusks:molluscs \
    molt:moult molted:moulted molting:moulting molts:moults mom:mum mommies:mummies mommy:mummy moms:mums \
    monetization:monetisation monetize:monetise monetized:monetised monetizes:monetises \
    monetizing:monetising monolog:monologue monologs:monologues monopolization:monopolisation \
    monopolize:monopolise monopolized:monopolised monopolizes:monopolises monopolizing:monopolising \
    moralize:moralise moralized:moralised moralizer:moraliser moralizes:moralises moralizing:moralising \
    motorize:motorise motorized:motorised motorizes:motorises motorizing:motorising movable:moveable \
    multicolored:multicoloured mustache:moustache mustached:moustached mustaches:moustaches \
    mustachioed:moustachioed nanometer:nanometre nanometers:nanometres nasalize:nasalise nasalized:nasalised \
    nasalizes:nasalises nasalizing:nasalising nationalization:nationalisation \
    nationalizations:nationalisations nationalize:nationalise nationalized:nationalised \
    nationalizes:nationalises nationalizing:nationalising naturalization:naturalisation \
    naturalize:naturalise naturalized:naturalised naturalizes:naturalises naturalizing:naturalising \
    naught:nought naughts:noughts neighbor:neighbour neighbored:neighboured neighborhood:neighbourhood \
    neighborhoods:neighbourhoods neighboring:neighbouring neighborliness:neighbourliness \
    neighborly:neighbourly neighbors:neighbours neutralization:neutralisation neutralize:neutralise \
    neutralized:neutralised neutralizer:neutraliser neutralizers:neutralisers neutralizes:neutralises \
    neutralizing:neutralising niter:nitre nitroglycerin:nitroglycerine normalization:normalisation \
    normalize:normalise normalized:normalised normalizes:normalises normalizing:normalising \
    notarize:notarise notarized:notarised notarizes:notarises notarizing:notarising ocher:ochre odor:odour \
    odorless:odourless odors:odours offense:offence offenses:offences omelet:omelette omelets:omelettes \
    optimization:optimisation optimizations:optimisations optimize:optimise optimized:optimised \
    optimizer:optimiser optimizes:optimises optimizing:optimising organization:organisation \
    organizational:organisational organizations:organisations organize:organise organized:organised \
    organizer:organiser organizers:organisers organizes:organises organizing:organising \
    orthopedic:orthopaedic orthopedics:orthopaedics orthopedist:orthopaedist orthopedists:orthopaedists \
    ostracize:ostracise ostracized:ostracised ostracizes:ostracises ostracizing:ostracising \
    outmaneuver:outmanoeuvre outmaneuvered:outmanoeuvred outmaneuvering:outmanoeuvring \
    outmaneuvers:outmanoeuvres overemphasize:overemphasise overemphasized:overemphasised \
    overemphasizes:overemphasises overemphasizing:overemphasising overspecialize:overspecialise \
    overspecialized:overspecialised overspecializes:overspecialises overspecializing:overspecialising \
    oxidize:oxidise oxidized:oxidised oxidizer:oxidiser oxidizers:oxidisers oxidizes:oxidises \
    oxidizing:oxidising pajama:pyjama pajamas:pyjamas paleontologist:palaeontologist \
    paleontologists:palaeontologists paleontology:palaeontology paneled:panelled paneling:panelling \
    panelings:panellings panelist:panellist panelists:panellists paralyze:paralyse paralyzed:paralysed \
    paralyzer:paralyser paralyzes:paralyses paralyzing:paralysing parceled:parcelled parceling:parcelling \
    parenthesize:parenthesise parenthesized:parenthesised parenthesizes:parenthesises \
    parenthesizing:parenthesising parlor:parlour parlors:parlours particularization:particularisation \
    particularize:particularise particularized:particularised particularizes:particularises \
    particularizing:particularising pasteurization:pasteurisation pasteurize:pasteurise \
    pasteurized:pasteurised pasteurizes:pasteurises pasteurizing:pasteurising patronize:patronise \
    patronized:patronised patronizes:patronises patronizing:patronising patronizingly:patronisingly \
    pauperize:pauperise pauperized:pauperised pauperizes:pauperises pauperizing:pauperising \
    pedagog:pedagogue pedagogs:pedagogues pedaled:pedalled pedaling:pedalling peddler:pedlar \
    peddlers:pedlars pedestrianize:pedestrianise pedestrianized:pedestrianised pedestrianizes:pedestrianises \
    pedestrianizing:pedestrianising pediatric:paediatric pediatrician:paediatrician \
    pediatricians:paediatricians pediatrics:paediatrics pedophile:paedophile pedophiles:paedophiles \
    pedophilia:paedophilia penalize:penalise penalized:penalised penalizes:penalises penalizing:penalising \
    penciled:pencilled penciling:pencilling periled:perilled periling:perilling personalize:personalise \
    personalized:personalised personalizes:personalises personalizing:personalising \
    philosophize:philosophise philosophized:philosophised philosophizes:philosophises \
    philosophizing:philosophising philter:philtre philters:philtres phony:phoney plagiarize:plagiarise \
    plagiarized:plagiarised plagiarizes:plagiarises plagiarizing:plagiarising plow:plough \
    plowable:ploughable plowboy:ploughboy plowboys:ploughboys plowed:ploughed plowing:ploughing \
    plowman:ploughman plowmen:ploughmen plows:ploughs plowshare:ploughshare plowshares:ploughshares \
    pluralize:pluralise pluralized:pluralised pluralizes:pluralises pluralizing:pluralising \
    polarization:polarisation polarize:polarise polarized:polarised polarizes:polarises \
    polarizing:polarising politicize:politicise politicized:politicised politicizes:politicises \
    politicizing:politicising polymerization:polymerisation pommeled:pommelled pommeling:pommelling \
    popularization:popularisation popularize:popularise popularized:popularised popularizes:popularises \
    popularizing:popularising practice:practise practiced:practised practices:practises \
    practicing:practising pressurization:pressurisation pressurize:pressurise pressurized:pressurised \
    pressurizes:pressurises pressurizing:pressurising pretense:pretence pretenses:pretences \
    preterit:preterite preterits:preterites pricey:pricy prioritization:prioritisation prioritize:prioritise \
    prioritized:prioritised prioritizes:prioritises prioritizing:prioritising privatization:privatisation \
    privatizations:privatisations privatize:privatise privatized:privatised privatizes:privatises \
    privatizing:privatising program:programme programed:programmed programer:programmer \
    programers:programmers programing:programming programs:programmes prolog:prologue prologs:prologues \
    propagandize:propagandise propagandized:propagandised propagandizes:propagandises \
    propagandizing:propagandising proselytize:proselytise proselytized:proselytised \
    proselytizes:proselytises proselytizing:proselytising psychoanalyze:psychoanalyse \
    psychoanalyzed:psychoanalysed psychoanalyzes:psychoanalyses psychoanalyzing:psychoanalysing \
    publicize:publicise publicized:publicised publicizes:publicises publicizing:publicising \
    pulverization:pulverisation pulverize:pulverise pulverized:pulverised pulverizes:pulverises \
    pulverizing:pulverising pummeled:pummelled pummeling:pummelling pyorrhea:pyorrhoea quarreled:quarrelled \
    quarreling:quarrelling rancor:rancour randomize:randomise randomized:randomised randomizes:randomises \
    randomizing:randomising rationalization:rationalisation rationalizations:rationalisations \
    rationalize:rationalise rationalized:rationalised rationalizes:rationalises rationalizing:rationalising \
    raveled:ravelled raveling:ravelling realizable:realisable realization:realisation realize:realise \
    realized:realised realizes:realises realizing:realising recognizable:recognisable \
    recognizably:recognisably recognizance:recognisance recognize:recognise recognized:recognised \
    recognizer:recogniser recognizes:recognises recognizing:recognising reconnoiter:reconnoitre \
    reconnoitered:reconnoitred reconnoitering:reconnoitring reconnoiters:reconnoitres \
    reemphasize:reemphasise reemphasized:reemphasised reemphasizes:reemphasises reemphasizing:reemphasising \
    refueled:refuelled refueling:refuelling regularize:regularise regularized:regularised \
    regularizes:regularises regularizing:regularising reinitialize:reinitialise reinitialized:reinitialised \
    reinitializes:reinitialises reinitializing:reinitialising relabeled:relabelled relabeling:relabelling \
    remodeled:remodelled remodeling:remodelling reorganization:reorganisation \
    reorganizations:reorganisations reorganize:reorganise reorganized:reorganised reorganizes:reorganises \
    reorganizing:reorganising reveled:revelled reveler:reveller revelers:revellers reveling:revelling \
    revitalization:revitalisation revitalize:revitalise revitalized:revitalised revitalizes:revitalises \
    revitalizing:revitalising revolutionize:revolutionise revolutionized:revolutionised \
    revolutionizes:revolutionises revolutionizing:revolutionising rhapsodize:rhapsodise \
    rhapsodized:rhapsodised rhapsodizes:rhapsodises rhapsodizing:rhapsodising rigor:rigour rigors:rigours \
    rivaled:rivalled rivaling:rivalling romanticize:romanticise romanticized:romanticised \
    romanticizes:romanticises romanticizing:romanticising routinize:routinise routinized:routinised \
    routinizes:routinises routinizing:routinising roweled:rowelled roweling:rowelling rubberize:rubberise \
    rubberized:rubberised rubberizes:rubberises rubberizing:rubberising ruble:rouble rubles:roubles \
    rumor:rumour rumored:rumoured rumoring:rumouring rumors:rumours saber:sabre sabered:sabred sabers:sabres \
    salable:saleable saltpeter:saltpetre sanitize:sanitise sanitized:sanitised sanitizes:sanitises \
    sanitizing:sanitising satirize:satirise satirized:satirised satirizes:satirises satirizing:satirising \
    savior:saviour saviors:saviours savor:savour savored:savoured savorier:savourier savories:savouries \
    savoriest:savouriest savoring:savouring savors:savours savory:savoury scandalize:scandalise \
    scandalized:scandalised scandalizes:scandalises scandalizing:scandalising scepter:sceptre \
    scepters:sceptres scrutinize:scrutinise scrutinized:scrutinised scrutinizer:scrutiniser \
    scrutinizes:scrutinises scrutinizing:scrutinising secularization:secularisation secularize:secularise \
    secularized:secularised secularizes:secularises secularizing:secularising sensitization:sensitisation \
    sensitize:sensitise sensitized:sensitised sensitizes:sensitises sensitizing:sensitising \
    sentimentalize:sentimentalise sentimentalized:sentimentalised sentimentalizes:sentimentalises \
    sentimentalizing:sentimentalising septicemia:septicaemia sepulcher:sepulchre sepulchered:sepulchred \
    sepulchering:sepulchring sepulchers:sepulchres serialization:serialisation serialize:serialise \
    serialized:serialised serializes:serialises serializing:serialising sermonize:sermonise \
    sermonized:sermonised sermonizes:sermonises sermonizing:sermonising shoveled:shovelled \
    shoveling:shovelling shriveled:shrivelled shriveling:shrivelling signaled:signalled signaler:signaller \
    signalers:signallers signaling:signalling signalize:signalise signalized:signalised \
    signalizes:signalises signalizing:signalising sizable:sizeable skeptic:sceptic skeptical:sceptical \
    skeptically:sceptically skepticism:scepticism skepticisms:scepticisms skeptics:sceptics skillful:skilful \
    skillfully:skilfully skillfulness:skilfulness slenderize:slenderise slenderized:slenderised \
    slenderizes:slenderises slenderizing:slenderising slier:slyer sliest:slyest smolder:smoulder \
    smoldered:smouldered smoldering:smouldering smolders:smoulders sniveled:snivelled sniveling:snivelling \
    snorkeled:snorkelled snorkeling:snorkelling snowplow:snowplough snowplowed:snowploughed \
    snowplowing:snowploughing snowplows:snowploughs socialization:socialisation socialize:socialise \
    socialized:socialised socializer:socialiser socializes:socialises socializing:socialising \
    solemnize:solemnise solemnized:solemnised solemnizes:solemnises solemnizing:solemnising \
    soliloquize:soliloquise soliloquized:soliloquised soliloquizes:soliloquises soliloquizing:soliloquising \
    somber:sombre somberly:sombrely somberness:sombreness specialization:specialisation \
    specializations:specialisations specialize:specialise specialized:specialised specializes:specialises \
    specializing:specialising specialties:specialities specialty:speciality specter:spectre \
    specters:spectres spiraled:spiralled spiraling:spiralling spirea:spiraea spireas:spiraeas \
    splendor:splendour squirreled:squirrelled squirreling:squirrelling stabilization:stabilisation \
    stabilize:stabilise stabilized:stabilised stabilizer:stabiliser stabilizers:stabilisers \
    stabilizes:stabilises stabilizing:stabilising standardization:standardisation standardize:standardise \
    standardized:standardised standardizes:standardises standardizing:standardising stenciled:stencilled \
    stenciling:stencilling sterilization:sterilisation sterilize:sterilise sterilized:sterilised \
    sterilizer:steriliser sterilizers:sterilisers sterilizes:sterilises sterilizing:sterilising \
    stigmatize:stigmatise stigmatized:stigmatised stigmatizes:stigmatises stigmatizing:stigmatising \
    stylization:stylisation stylize:stylise stylized:stylised stylizes:stylises stylizing:stylising \
    subsidization:subsidisation subsidize:subsidise subsidized:subsidised subsidizes:subsidises \
    subsidizing:subsidising subtotaled:subtotalled subtotaling:subtotalling succor:succour \
    succored:succoured succoring:succouring succors:succours sulfate:sulphate sulfates:sulphates \
    sulfide:sulphide sulfides:sulphides sulfur:sulphur sulfuric:sulphuric sulfurous:sulphurous \
    sulfurs:sulphurs summarize:summarise summarized:summarised summarizer:summariser summarizes:summarises \
    summarizing:summarising swiveled:swivelled swiveling:swivelling symbolization:symbolisation \
    symbolize:symbolise symbolized:symbolised symbolizes:symbolises symbolizing:symbolising \
    sympathize:sympathise sympathized:sympathised sympathizer:sympathiser sympathizers:sympathisers \
    sympathizes:sympathises sympathizing:sympathising synagog:synagogue synagogs:synagogues \
    synchronization:synchronisation synchronizations:synchronisations synchronize:synchronise \
    synchronized:synchronised synchronizes:synchronises synchronizing:synchronising synthesize:synthesise \
    synthesized:synthesised synthesizer:synthesiser synthesizers:synthesisers synthesizes:synthesises \
    synthesizing:synthesising systematize:systematise systematized:systematised systematizes:systematises \
    systematizing:systematising tantalize:tantalise tantalized:tantalised tantalizes:tantalises \
    tantalizing:tantalising tantalizingly:tantalisingly tasseled:tasselled tasseling:tasselling \
    teetotaler:teetotaller teetotalers:teetotallers temporize:temporise temporized:temporised \
    temporizes:temporises temporizing:temporising tenderize:tenderise tenderized:tenderised \
    tenderizer:tenderiser tenderizers:tenderisers tenderizes:tenderises tenderizing:tenderising \
    terrorize:terrorise terrorized:terrorised terrorizes:terrorises terrorizing:terrorising theater:theatre \
    theatergoer:theatregoer theatergoers:theatregoers theaters:theatres theorize:theorise \
    theorized:theorised theorizer:theoriser theorizes:theorises theorizing:theorising tidbit:titbit \
    tidbits:titbits tinseled:tinselled tinseling:tinselling tire:tyre tires:tyres totaled:totalled \
    totaling:totalling toward:towards toweled:towelled toweling:towelling towelings:towellings \
    toxemia:toxaemia trammeled:trammelled trammeling:trammelling tranquility:tranquillity \
    tranquilize:tranquillise tranquilized:tranquillised tranquilizer:tranquilliser \
    tranquilizers:tranquillisers tranquilizes:tranquillises tranquilizing:tranquillising \
    tranquillize:tranquillise tranquillized:tranquillised tranquillizer:tranquilliser \
    tranquillizers:tranquillisers tranquillizes:tranquillises tranquillizing:tranquillising \
    traumatize:traumatise traumatized:traumatised traumatizes:traumatises traumatizing:traumatising \
    traveled:travelled traveler:traveller travelers:travellers traveling:travelling travelings:travellings \
    travelog:travelogue travelogs:travelogues trialed:trialled trialing:trialling tricolor:tricolour \
    tricolors:tricolours trivialize:trivialise trivialized:trivialised trivializes:trivialises \
    trivializing:trivialising troweled:trowelled troweling:trowelling tsar:czar tsars:czars tumor:tumour \
    tumors:tumours tunneled:tunnelled tunneling:tunnelling tunnelings:tunnellings tyrannize:tyrannise \
    tyrannized:tyrannised tyrannizes:tyrannises tyrannizing:tyrannising unappetizing:unappetising \
    unauthorized:unauthorised uncivilized:uncivilised unequaled:unequalled unfavorable:unfavourable \
    unfavorably:unfavourably uninitialized:uninitialised unionization:unionisation unionize:unionise \
    unionized:unionised unionizes:unionises unionizing:unionising unlabeled:unlabelled unlikable:unlikeable \
    unorganized:unorganised unpracticed:unpractised unraveled:unravelled unraveling:unravelling \
    unrealized:unrealised unrecognizable:unrecognisable unrecognizably:unrecognisably \
    unrecognized:unrecognised unrivaled:unrivalled unsavory:unsavoury untrammeled:untrammelled \
    updraft:updraught updrafts:updraughts urbanization:urbanisation urbanize:urbanise urbanized:urbanised \
    urbanizes:urbanises urbanizing:urbanising uremia:uraemia usable:useable utilization:utilisation \
    utilize:utilise utilized:utilised utilizes:utilises utilizing:utilising valor:valour vandalize:vandalise \
    vandalized:vandalised vandalizes:vandalises vandalizing:vandalising vapor:vapour \
    vaporization:vaporisation vaporize:vaporise vaporized:vaporised vaporizer:vaporiser \
    vaporizers:vaporisers vaporizes:vaporises vaporizing:vaporising vapors:vapours varicolored:varicoloured \
    veranda:verandah verandas:verandahs verbalize:verbalise verbalized:verbalised verbalizes:verbalises \
    verbalizing:verbalising victimization:victimisation victimize:victimise victimized:victimised \
    victimizes:victimises victimizing:victimising victualed:victualled victualing:victualling vigor:vigour \
    visualization:visualisation visualize:visualise visualized:visualised visualizer:visualiser \
    visualizes:visualises visualizing:visualising vitalize:vitalise vitalized:vitalised vitalizes:vitalises \
    vitalizing:vitalising vocalization:vocalisation vocalizations:vocalisations vocalize:vocalise \
    vocalized:vocalised vocalizes:vocalises vocalizing:vocalising vulcanization:vulcanisation \
    vulcanize:vulcanise vulcanized:vulcanised vulcanizes:vulcanises vulcanizing:vulcanising \
    vulgarization:vulgarisation vulgarize:vulgarise vulgarized:vulgarised vulgarizes:vulgarises \
    vulgarizing:vulgarising wagon:waggon wagons:waggons watercolor:watercolour watercolors:watercolours \
    weaseled:weaselled weaseling:weaselling weatherize:weatherise weatherized:weatherised \
    weatherizes:weatherises weatherizing:weatherising westernization:westernisation westernize:westernise \
    westernized:westernised westernizes:westernises westernizing:westernising whiskey:whisky \
    whiskeys:whiskies willful:wilful willfully:wilfully willfulness:wilfulness winterize:winterise \
    winterized:winterised winterizes:winterises winterizing:winterising womanize:womanise \
    womanized:womanised womanizer:womaniser womanizers:womanisers womanizes:womanises womanizing:womanising \
    woolen:woollen woolens:woollens wooly:woolly worshiped:worshipped worshiper:worshipper \
    worshipers:worshippers worshiping:worshipping yodeled:yodelled yodeler:yodeller yodelers:yodellers \
    yodeling:yodelling yogurt:yoghurt yogurts:yoghurts
    """
}
