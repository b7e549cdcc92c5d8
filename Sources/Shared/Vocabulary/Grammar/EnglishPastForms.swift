/// The past forms of English verbs that do not end in -ed, those that are infinitives as well left out.
enum EnglishPastForms {
  static let text = """
    was were had did made went came became got took gave said told spoke saw heard felt knew thought understood forgot
    wrote drew learnt taught bought brought caught fought sought ate drank slept woke stood sat lay flew drove rode swam
    ran sang rang began won lost found sold paid met kept held built sent spent lent bent broke chose stole froze fell
    threw grew blew wore tore bore swore hid bit shot struck stuck swung hung dug led fed bled bred fled slid shook
    awoke meant dreamt burnt dealt leant leapt lit shone spun strode swept wept crept knelt clung flung stung sank
    shrank sprang stank spoilt smelt spelt arose forgave mistook overcame undertook withdrew
    """
}
