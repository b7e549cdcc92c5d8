#!/usr/bin/python3
"""Prints Sources/Shared/Vocabulary/SpellingPairs.swift. Needs: apt-get install wbritish wamerican

A pair is an American word that the British list lacks and the British word that one of the rules, or two, make of it.
What they find was read through: DROPPED are pairs that are false or of no use, ADDED are those that no rule finds."""
import os
import re
import textwrap


def read(name):
    with open(f"/usr/share/dict/{name}-english", encoding="utf-8") as file:
        return {line.strip() for line in file}


american, british = read("american"), read("british")
only_british = british - american

# American spelling, British spelling.
RULES = """or our · er re · er r · z s · l ll · ll l · e ae · e oe · ense ence · g gue · ck que · ay ey · f ph ·
dg dge · a ae · i y · o ou · u ou · p pp · t tt · t te · k c · c s · ow ough · raft raught · air aero · num nium ·
lry llery · aja yja · euver oeuvre · g ge · ing eing · able eable · oo o · i e · n ne · r re · x xe · p pe · z ze ·
lier lyer · liest lyest"""
RULES = [rule.split() for rule in RULES.replace("\n", " ").split(" · ")]

# Variants that are rare in America too, words of another meaning, and what the rules make of unrelated words.
DROPPED = set("""
    employe fetich fetiches fuze fuzed fuzes fuzing inclose inclosed incloses inclosing mantes patine prized prizing
    reenforce reenforced reenforces reenforcing shaikh shaikhs sirup sirups snowshed trolly defensed defensing
    dependance goodby bacterias coloreds
""".split())

# Where several words would fit, and where neither rule nor list has the pair.
ADDED = dict(pair.split(":") for pair in """
    adz:adze ax:axe dialing:dialling dialings:diallings equaling:equalling liter:litre liters:litres miter:mitre
    miters:mitres mitered:mitred mitering:mitring reveled:revelled reveling:revelling reveler:reveller
    revelers:revellers glamorize:glamorise glamorized:glamorised glamorizes:glamorises glamorizing:glamorising
    whiskey:whisky whiskeys:whiskies gray:grey cataloged:catalogued cataloging:cataloguing cataloger:cataloguer
    catalogers:cataloguers catalyzes:catalyses psychoanalyzes:psychoanalyses outmaneuvered:outmanoeuvred
    outmaneuvering:outmanoeuvring anesthetize:anaesthetise anesthetized:anaesthetised anesthetizes:anaesthetises
    anesthetizing:anaesthetising synthesizer:synthesiser synthesizers:synthesisers ionizer:ioniser ionizers:ionisers
    afterward:afterwards toward:towards math:maths mom:mum moms:mums mommy:mummy mommies:mummies donut:doughnut
    donuts:doughnuts licorice:liquorice omelet:omelette omelets:omelettes epaulet:epaulette epaulets:epaulettes
    flutist:flautist flutists:flautists specialty:speciality specialties:specialities tidbit:titbit tidbits:titbits
    peddler:pedlar peddlers:pedlars jailor:gaoler jailors:gaolers naught:nought naughts:noughts gage:gauge
    gages:gauges gaged:gauged gaging:gauging calk:caulk calked:caulked calking:caulking programed:programmed
    programing:programming programer:programmer programers:programmers aging:ageing acknowledgment:acknowledgement
    acknowledgments:acknowledgements judgment:judgement judgments:judgements yogurt:yoghurt yogurts:yoghurts
    encyclopedia:encyclopaedia encyclopedias:encyclopaedias encyclopedic:encyclopaedic inquire:enquire
    inquired:enquired inquires:enquires inquiring:enquiring inquiry:enquiry inquiries:enquiries dispatch:despatch
    dispatched:despatched dispatches:despatches dispatching:despatching disk:disc disks:discs sulfur:sulphur
    caldron:cauldron caldrons:cauldrons phony:phoney tsar:czar tsars:czars wagon:waggon wagons:waggons
    veranda:verandah verandas:verandahs fetus:foetus fetuses:foetuses fetal:foetal homeopathic:homoeopathic
    homeopathy:homoeopathy meter:metre meters:metres micrometer:micrometre micrometers:micrometres gram:gramme
    grams:grammes kilogram:kilogramme kilograms:kilogrammes milligram:milligramme milligrams:milligrammes
    program:programme programs:programmes practice:practise practices:practises license:licence licenses:licences
    tire:tyre tires:tyres curb:kerb curbs:kerbs jail:gaol jails:gaols jailed:gaoled jailer:gaoler jailers:gaolers
    connection:connexion connections:connexions cipher:cypher ciphers:cyphers eon:aeon eons:aeons
    hemorrhagic:haemorrhagic likable:likeable lovable:loveable sizable:sizeable movable:moveable usable:useable
    unlikable:unlikeable dryly:drily pricey:pricy mustached:moustached mustachioed:moustachioed instill:instil
    instills:instils fulfillments:fulfilments installments:instalments skillfulness:skilfulness wooly:woolly
    marvelous:marvellous imperiled:imperilled tranquility:tranquillity counselor:counsellor counselors:counsellors
    groveled:grovelled groveling:grovelling cruelest:cruellest canceler:canceller unraveled:unravelled
    beveled:bevelled signaler:signaller signalers:signallers modeler:modeller modelers:modellers dialed:dialled
    untrammeled:untrammelled behaviors:behaviours behaviorist:behaviourist behaviorists:behaviourists
    behaviorism:behaviourism colorist:colourist colorists:colourists colorize:colourise colorized:colourised
    colorblindness:colourblindness colorable:colourable armored:armoured favorites:favourites
    neighborhood:neighbourhood candors:candours savory:savoury unsavory:unsavoury theatergoer:theatregoer
    theatergoers:theatregoers fiberoptic:fibreoptic fibered:fibred calibered:calibred centermost:centremost
    lustered:lustred sabered:sabred somberness:sombreness decimeter:decimetre decimeters:decimetres
    nanometer:nanometre nanometers:nanometres deciliter:decilitre deciliters:decilitres kiloliter:kilolitre
    kiloliters:kilolitres orthopedics:orthopaedics pedophile:paedophile pedophiles:paedophiles
    pedophilia:paedophilia anesthesiology:anaesthesiology leukemic:leukaemic uremia:uraemia bacteremia:bacteraemia
    hypoglycemia:hypoglycaemia hypoglycemic:hypoglycaemic archeologic:archaeologic hematoma:haematoma
    hematomas:haematomas hemophiliacs:haemophiliacs estrus:oestrus celiac:coeliac diarrheal:diarrhoeal
    plowable:ploughable plowboy:ploughboy plowboys:ploughboys airdrome:aerodrome airdromes:aerodromes
    jewelries:jewelleries pajama:pyjama aluminums:aluminiums skepticisms:scepticisms disfavored:disfavoured
    paralyzer:paralyser breathalyze:breathalyse breathalyzed:breathalysed
    breathalyzer:breathalyser breathalyzers:breathalysers electrolyze:electrolyse electrolyzed:electrolysed
    hydrolyze:hydrolyse hydrolyzed:hydrolysed dialyze:dialyse dialyzed:dialysed dialyzing:dialysing analog:analogue
    analogs:analogues dialog:dialogue synagog:synagogue synagogs:synagogues ameba:amoeba sulfur:sulphur
    sulfurs:sulphurs cozying:cosying snowplowed:snowploughed snowplowing:snowploughing draftsperson:draughtsperson
    licorices:liquorices cantaloups:cantaloupes carburetion:carburation chilis:chillis unpracticed:unpractised
    defenselessness:defencelessness defenselessly:defencelessly globalize:globalise westernization:westernisation
    prioritization:prioritisation categorizer:categoriser digitizer:digitiser digitizers:digitisers
    visualizer:visualiser unrecognizably:unrecognisably appetizingly:appetisingly customizable:customisable
    stylization:stylisation socializer:socialiser criticizer:criticiser hypnotizer:hypnotiser
    scrutinizer:scrutiniser theorizer:theoriser moralizer:moraliser summarizer:summariser monetization:monetisation
    hybridization:hybridisation destabilization:destabilisation destabilized:destabilised destabilizes:destabilises
    destabilizing:destabilising
""".split())


def spelled(word, rules=RULES):
    """What one rule at one place makes of the word."""
    for old, new in rules:
        for place in re.finditer(old, word):
            yield word[: place.start()] + new + word[place.end() :]


pairs = {}
for word in sorted(american - british - DROPPED - set(ADDED)):
    if not re.fullmatch("[a-z]+", word):
        continue
    found = {other for other in spelled(word) if other in british}
    found = found or {twice for other in spelled(word) for twice in spelled(other) if twice in only_british}
    if len(found) == 1:
        pairs[word] = found.pop()
pairs |= {word: other for word, other in ADDED.items() if word != other}
# Each verb in -ize with all its forms, also where the lists are too small for them.
for word in [word for word in pairs if word.endswith("ize")]:
    for ending in ("es", "ed", "ing"):
        pairs.setdefault(word[:-1] + ending, pairs[word][:-1] + ending)
# A British spelling that is the American one of another pair would make one word of three.
for word, other in sorted(pairs.items()):
    assert other not in pairs, f"{word}:{other}"

lines = textwrap.wrap(" ".join(f"{word}:{pairs[word]}" for word in sorted(pairs)), 104, break_on_hyphens=False)
body = " \\\n".join("    " + line for line in lines)
print(f'''// Printed by Sources/Tools/tables/{os.path.basename(__file__)} from the SCOWL word lists of Debian's wbritish and wamerican,
// Copyright 2000-2011 by Kevin Atkinson; permission to use, copy, modify, distribute and sell them is granted.

/// Words that are spelled otherwise in America than in Britain.
enum SpellingPairs {{
  /// {len(pairs):,} pairs, `AMERICAN:BRITISH`, with a space between them.
  static let text = """
{body}
    """
}}''')
