import { lists, plurals } from '../format.ts';
import type { Messages } from '../messages.ts';

const plural = plurals('de');
const list = lists('de');
const coded = (names: readonly string[]) => list(names.map((name) => `\`${name}\``));

/** The texts of the review, in German. */
export const review: Messages['review'] = {
  intro: (vendor) =>
    `Prüfen Sie, worum ${vendor} bittet. In Ihrem Konto ändert sich nichts, bevor Sie einen CloudFormation-Stack erstellen.`,
  onlyReads:
    'Mit diesem Link können Sie nur lesen. Um den Stack zu erstellen, bitten Sie den Absender um einen anderen Link.',
  notAdministrator: 'Sie verwalten dieses Konto nicht?',
  sendLink: 'Stattdessen einen Link senden',
  vendor: 'Anbieter',
  contact: 'Ansprechpartner',
  askedOn: 'Angefragt am',
  vendorAccount: 'AWS-Konto des Anbieters',
  compareAccount: (vendor) => `Vergleichen Sie diese Nummer mit dem, was ${vendor} Ihnen auf anderem Weg genannt hat.`,
  yourAccount: 'Ihr AWS-Konto',
  stackHere: 'In diesem Konto wird der Stack erstellt.',
  purpose: 'Wofür',
  setUpBy: 'Einrichtung durch',
  setUpByText: (vendor) => `Latchkey, ein Dienst, den ${vendor} betreibt`,
  linkUntil: 'Dieser Link gilt bis',
  messageFrom: (name) => `Nachricht von ${name}`,
  writtenByVendor: (vendor) => `Nachricht und Name stammen von ${vendor} und sind nicht geprüft.`,
  writtenBySharer: (vendor) =>
    `Wer den Link mit Ihnen geteilt hat, kann Text und Namen geändert haben. Sie sind nicht geprüft und stammen nicht immer von ${vendor}.`,
  may: (users) =>
    users.length === 1 ? `Was der IAM-Benutzer ${coded(users)} darf` : `Was die IAM-Benutzer ${coded(users)} dürfen`,
  mayEverything: 'Alles: jede Aktion jedes AWS-Dienstes, auch von Diensten, die AWS später hinzufügt.',
  fullAccess: (levels) => `voller Zugriff auf alle Aktionen: ${list(levels)}.`,
  someAccess: (levels) => `${list(levels)}.`,
  level: (allowed, of, level) =>
    allowed === of
      ? `${level} (${of.toLocaleString('de')})`
      : `${level} (${allowed.toLocaleString('de')} von ${of.toLocaleString('de')})`,
  levels: {
    list: 'Auflisten',
    read: 'Lesen',
    write: 'Schreiben',
    'permissions management': 'Berechtigungsverwaltung',
    tagging: 'Tagging',
  },
  everywhere: 'Auf alle Ressourcen, auch vorhandene.',
  actions: (count) => plural(count, 'Die Aktion anzeigen', 'Die # Aktionen anzeigen'),
  roleMay: (vendor) => `Was ${vendor} mit der Rolle darf`,
  roleWrites: (path, { groups, policies }) =>
    `${list(['Benutzer', ...(groups ? ['Gruppen'] : []), ...(policies ? ['Richtlinien'] : []), 'Zugriffsschlüssel'])} unter dem IAM-Pfad \`${path}\` erstellen, ändern und löschen, auch später neue Schlüssel.`,
  roleReads: ({ groups, policies }) =>
    `Alle IAM-Benutzer${groups ? ' und Gruppen' : ''} des Kontos nach Namen lesen, auch die Schlüssel der Benutzer ohne deren Geheimnis${policies ? ', und die Richtlinien des Kontos auflisten' : ''}, aber nicht ändern.`,
  limits: 'Grenzen',
  noConsole: (users) =>
    users === 1
      ? 'Der Benutzer kann sich nicht bei der AWS-Konsole anmelden: Er hat kein Passwort.'
      : 'Die Benutzer können sich nicht bei der AWS-Konsole anmelden: Sie haben keine Passwörter.',
  permissionsBoundary: (boundary, vendor) =>
    `Ein Benutzer kann nur, was seine Richtlinien und die Berechtigungsgrenze \`${boundary}\` beide erlauben. Weder die Schlüssel noch die Rolle von ${vendor} können die Berechtigungsgrenze ändern oder entfernen.`,
  boundaryHasNoEffect: 'Die Berechtigungsgrenze begrenzt hier nicht wirksam: siehe Risiken.',
  outsidePath: (vendor, path, { groups }) =>
    `${vendor} kann Benutzer, Gruppen und Richtlinien außerhalb des IAM-Pfads \`${path}\` nicht ändern${groups ? ', kann aber Benutzer in die Gruppe aufnehmen: siehe Risiken.' : '.'}`,
  onlyVendor: (vendorAccount, role) =>
    `Nur das Konto ${vendorAccount} kann die Rolle \`${role}\` annehmen, und nur mit der externen ID, die für Sie erzeugt wurde.`,
  withheld: (count) =>
    plural(
      count,
      'Die Richtlinien nennen # weitere Aktion, die die Berechtigungsgrenze nicht zulässt',
      'Die Richtlinien nennen # weitere Aktionen, die die Berechtigungsgrenze nicht zulässt',
    ),
  risks: 'Risiken',
  riskLevels: {
    administrative: 'Administrator',
    escalation: 'Kann mehr erreichen',
    accepted: 'Bekanntes Risiko',
    limited: 'Nicht administrativ',
  },
  riskTexts: {
    administrative:
      'Die Schlüssel erlauben alles im Konto, auch weitere Schlüssel zu erstellen. Wer sie hat, beherrscht das Konto.',
    escalation: 'Die Schlüssel erlauben einen bekannten Weg zu mehr Berechtigungen, als die Richtlinien sagen:',
    limited:
      'Abgesehen von den bekannten Risiken oben verschafft keine Methode der veröffentlichten Eskalationsliste diesen Schlüsseln mehr Berechtigungen.',
    boundary:
      'Die Berechtigungsgrenze begrenzt hier nicht wirksam: Wer die Schlüssel hat, kann alle Berechtigungen bekommen, ebenso wer die Rolle annehmen kann.',
    group:
      'Eine Gruppe kann in IAM keine Berechtigungsgrenze haben. Wer die Rolle annehmen kann, kann jeden Benutzer des Kontos in diese Gruppe aufnehmen, und dieser bekommt die Berechtigungen ihrer Richtlinien.',
    instances:
      'Wer EC2-Instances steuert, kann auf ihnen Befehle ausführen und bekommt so die Berechtigungen ihrer Rollen.',
  },
  creates: 'Was erstellt wird',
  byYou: (vendor, role, boundary) =>
    `Von Ihnen, mit dem Stack: die Rolle \`${role}\` für ${vendor} und die Berechtigungsgrenze \`${boundary}\`.`,
  byVendor: (vendor) => `Von ${vendor}, über die Rolle:`,
  users: (count) => plural(count, '# IAM-Benutzer', '# IAM-Benutzer'),
  groups: (count) => plural(count, '# Gruppe', '# Gruppen'),
  policies: (count) => plural(count, '# Richtlinie', '# Richtlinien'),
  managedPolicies: (count) =>
    plural(count, '# von AWS verwaltete Richtlinie angehängt', '# von AWS verwaltete Richtlinien angehängt'),
  keysToVendor: (count, vendor) =>
    count === 1
      ? `Ein Zugriffsschlüssel. ${vendor} erhält ihn.`
      : `Ein Zugriffsschlüssel für jeden Benutzer. ${vendor} erhält sie.`,
  keysToTenant: (count) =>
    plural(
      count,
      'Ein Zugriffsschlüssel. Er wird einmal auf dieser Seite angezeigt.',
      'Ein Zugriffsschlüssel für jeden Benutzer. Sie werden einmal auf dieser Seite angezeigt.',
    ),
  revoke: 'So nehmen Sie den Zugriff zurück',
  revokeByVendor: (vendor, stack, region) =>
    `Üblicher Weg: Bitten Sie ${vendor}, den Zugriff zu beenden. Dabei werden Benutzer, Richtlinien und Schlüssel entfernt. Löschen Sie danach den Stack \`${stack}\`${region === '' ? '' : ` in ${region}`}.`,
  revokeAlone: (vendor, users, path) =>
    `Ohne ${vendor}: Löschen Sie in IAM ${users.length === 1 ? 'den Benutzer' : 'die Benutzer'} ${coded(users)}, danach den Stack. Halten Sie die Reihenfolge ein: Solange ein Benutzer die Berechtigungsgrenze hat, lässt sich der Stack nicht löschen, und die Rolle bleibt nutzbar. Übrig bleiben Richtlinien und Gruppen unter \`${path}\`, die allein niemandem etwas erlauben: Löschen Sie auch diese.`,
  revokeForNow: (vendor) =>
    `Als Pause: Deaktivieren Sie die Zugriffsschlüssel in IAM. Das wirkt nach Sekunden, aber ${vendor} kann Schlüssel wieder aktivieren, solange es die Rolle gibt. Was damit gestartet wurde, etwa Instances, läuft weiter.`,
  cloudTrail: 'Was CloudTrail zeigen wird',
  cloudTrailRole: 'Die Einrichtung: Aufrufe wie CreateUser und CreateAccessKey durch',
  cloudTrailUsers: 'Die Nutzung der Schlüssel: Aufrufe durch',
  cloudTrailRegion: (region) => `IAM schreibt seine Ereignisse in der Region ${region}.`,
  exact: 'Die genauen Richtlinien und die Vorlage',
  exactIntro: 'Was Sie oben gelesen haben, fasst diese Dokumente zusammen.',
  policyOf: (name) => `Richtlinie ${name}`,
  managedPolicy: (name, version) =>
    `Von AWS verwaltete Richtlinie ${name}${version === null ? '' : `, Version ${version}`}`,
  boundaryDocument: (name) => `Berechtigungsgrenze ${name}`,
  rolePolicy: (name) => `Richtlinie „${name}“ der Rolle`,
  trustPolicy: (name) => `Vertrauensrichtlinie der Rolle ${name}`,
  template: 'CloudFormation-Vorlage',
  openTemplate: 'Vorlage öffnen',
  next: 'Weiter: Stack erstellen',
};
