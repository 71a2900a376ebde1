import { lists, plurals } from '../format.ts';
import type { Messages } from '../messages.ts';

const plural = plurals('de');
const list = lists('de');

/** The texts of the review, in German. */
export const review: Messages['review'] = {
  intro: (vendor) =>
    `Lesen Sie, was ${vendor} bekommt. In Ihrem Konto ändert sich nichts, bevor Sie im nächsten Schritt einen CloudFormation-Stack anlegen.`,
  who: 'Wer fragt',
  vendorAccount: 'Dessen AWS-Konto',
  askedBy: 'Gefragt von',
  askedOn: 'Gefragt am',
  messageFrom: (name) => `Nachricht von ${name}`,
  writtenByVendor: (vendor) => `Diesen Text hat ${vendor} geschrieben.`,
  writtenBySharer: (vendor) =>
    `Jemand hat diesen Link mit Ihnen geteilt und konnte die Nachricht und den Namen der anfragenden Person ändern. Vielleicht stammen sie nicht von ${vendor}.`,
  linkUntil: 'Dieser Link gilt bis',
  yourAccount: 'Ihr AWS-Konto',
  signIn: (account) => `Sie müssen im Konto ${account} angemeldet sein.`,
  purpose: 'Wofür',
  creates: 'Was angelegt wird',
  users: (count) => plural(count, '# IAM-Benutzer', '# IAM-Benutzer'),
  groups: (count) => plural(count, '# Gruppe', '# Gruppen'),
  policies: (count) => plural(count, '# Richtlinie', '# Richtlinien'),
  managedPolicies: (count) =>
    plural(count, '# von AWS verwaltete Richtlinie angehängt', '# von AWS verwaltete Richtlinien angehängt'),
  oneKeyEach: (count) =>
    plural(
      count,
      'Ein Zugriffsschlüssel. Kein Passwort für die Konsole.',
      'Je ein Zugriffsschlüssel. Kein Passwort für die Konsole.',
    ),
  may: (users) => (users.length === 1 ? `Was ${list(users)} darf` : `Was ${list(users)} dürfen`),
  mayEverything: 'Alles: jede Aktion jedes AWS-Dienstes, auch von Diensten, die AWS später hinzufügt.',
  fullAccess: 'voller Zugriff',
  someAccess: (allowed, of) => `${plural(allowed, '# Aktion', '# Aktionen')} von ${of.toLocaleString('de')}`,
  levels: {
    list: 'auflisten',
    read: 'lesen',
    write: 'schreiben',
    'permissions management': 'Berechtigungen',
    tagging: 'Tags',
  },
  limit: 'nur',
  actions: (count) => plural(count, 'Die Aktion zeigen', 'Die # Aktionen zeigen'),
  mayNot: 'Was sie nicht dürfen',
  mayNotConsole: 'Sich an der AWS-Konsole anmelden: Sie haben kein Passwort.',
  mayNotBeyond: (boundary) =>
    `Irgendetwas, das oben nicht steht. Die Berechtigungsgrenze ${boundary} ist die Obergrenze, und sie können sie nicht entfernen.`,
  mayNotChange: (path) =>
    `Der Dienst, der das einrichtet, darf Benutzer, Gruppen und Richtlinien nicht ändern, die schon da sind. Er arbeitet nur unter dem Pfad ${path}.`,
  mayNotRole: (role, vendorAccount) =>
    `Niemand außer dem Konto ${vendorAccount} darf die Rolle ${role} benutzen, und nur mit der externen ID, die für Sie erzeugt wurde.`,
  withheld: (count) =>
    plural(
      count,
      'Die Richtlinien nennen # weitere Aktion, die die Grenze nicht zulässt:',
      'Die Richtlinien nennen # weitere Aktionen, die die Grenze nicht zulässt:',
    ),
  ceiling: 'Obergrenze',
  ceilingText: (boundary) =>
    `Der Stack legt die Berechtigungsgrenze ${boundary} an. Kein Benutzer dieser Einrichtung kann je mehr dürfen, als sie zulässt, welche Richtlinien auch immer jemand anhängt.`,
  noCeiling: 'Die Berechtigungsgrenze lässt hier alles zu, sie ist also keine Grenze.',
  risks: 'Risiken',
  riskLevels: {
    administrative: 'Administrator',
    escalation: 'Kann mehr erreichen',
    accepted: 'Bekanntes Risiko',
    limited: 'Begrenzt',
  },
  riskTexts: {
    administrative:
      'Die Schlüssel erlauben alles im Konto, auch weitere Schlüssel zu erzeugen. Wer sie hat, beherrscht das Konto.',
    escalation: 'Die Schlüssel erlauben einen bekannten Weg zu mehr Rechten, als die Richtlinien sagen:',
    limited:
      'Die Schlüssel sind nicht administrativ, und kein veröffentlichter Weg zu mehr Rechten funktioniert mit ihnen.',
    boundary:
      'Die Berechtigungsgrenze ist hier keine wirksame Grenze: Wer die Schlüssel hat, kann alle Rechte bekommen, ebenso wer die Rolle benutzen kann.',
    group:
      'Eine Gruppe kann in IAM keine Berechtigungsgrenze haben. Wer die Rolle benutzen kann, kann jeden Benutzer des Kontos in diese Gruppe aufnehmen, und dieser bekommt die Rechte ihrer Richtlinien.',
    instances:
      'Wer EC2-Instanzen steuert, kann auf ihnen Befehle ausführen und bekommt so die Rechte der Rollen vorhandener Instanzen.',
  },
  exact: 'Die genauen Richtlinien und die Vorlage',
  exactIntro: 'Was Sie oben gelesen haben, fasst diese Dokumente zusammen.',
  policyOf: (name) => `Richtlinie ${name}`,
  managedPolicy: (name, version) =>
    `Von AWS verwaltete Richtlinie ${name}${version === null ? '' : `, Version ${version}`}`,
  boundaryDocument: (name) => `Berechtigungsgrenze ${name}`,
  rolePolicy: (name) => `Richtlinie ${name} der Rolle`,
  trustPolicy: (name) => `Vertrauensrichtlinie der Rolle ${name}`,
  template: 'CloudFormation-Vorlage',
  openTemplate: 'Vorlage öffnen',
  revoke: 'So nehmen Sie den Zugang zurück',
  revokeVendor: (vendor) =>
    `Bitten Sie ${vendor}, den Zugang zu beenden. Dann wird alles entfernt, was angelegt wurde.`,
  revokeKeys: (users) =>
    `Deaktivieren oder löschen Sie jederzeit in IAM die Zugriffsschlüssel von ${list(users)}. Sie gelten dann sofort nicht mehr.`,
  revokeStack: (stack, region) =>
    `Löschen Sie den Stack ${stack}${region === undefined ? '' : ` in ${region}`}. Dann ist die Rolle weg, und nichts Neues kann angelegt werden. Lassen Sie vorher die Benutzer entfernen, denn solange sie die Grenze benutzen, lässt sie sich nicht löschen.`,
  cloudTrail: 'Was CloudTrail zeigen wird',
  cloudTrailRole: 'Die Einrichtung: Aufrufe wie CreateUser und CreateAccessKey durch',
  cloudTrailUsers: 'Den Gebrauch der Schlüssel: Aufrufe durch',
  next: 'Weiter',
  cannotLaunch: 'Dieser Link zeigt die Anfrage nur. Wer ihn geschickt hat, kann einen schicken, mit dem es weitergeht.',
};
