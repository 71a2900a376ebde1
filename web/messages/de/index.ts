import { plurals, seconds } from '../format.ts';
import type { Messages } from '../messages.ts';
import { problem } from './problem.ts';
import { review } from './review.ts';

const plural = plurals('de');
const inRegion = (region: string) => (region === '' ? '' : ` in ${region}`);

/** The access key or keys, in the accusative. */
const it = (keys: number) => (keys === 1 ? 'ihn' : 'sie');
const the = (keys: number) => (keys === 1 ? 'den' : 'die');

/** German. The words for AWS's things are those of AWS's German console. */
export const de: Messages = {
  language: 'de',
  pageTitle: 'AWS-Konto verbinden',
  title: (vendor) => `${vendor} bittet um Zugriff auf Ihr AWS-Konto`,
  titleAfterwards: (vendor) => `Zugriff von ${vendor} auf Ihr AWS-Konto`,
  loading: 'Wird geladen …',
  busy: 'Der Dienst ist ausgelastet oder nicht erreichbar. Es wird erneut versucht.',
  chooseLanguage: 'Sprache',
  newTab: 'öffnet einen neuen Tab',
  progress: 'Fortschritt',
  stages: { review: 'Prüfen', launch: 'Stack erstellen', setup: 'Einrichten und Schlüssel', done: 'Fertig' },
  stageDone: 'erledigt',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Kopieren nicht möglich. Markieren Sie den Text und kopieren Sie ihn.',
  show: 'Anzeigen',
  hide: 'Verbergen',
  sha256: 'SHA-256',
  inEnglish: 'Richtlinien und Vorlage sind auf Englisch.',
  noLink: {
    title: 'Diese Seite braucht einen Link',
    texts: [
      'Öffnen Sie den Link des Unternehmens, das Ihr AWS-Konto verbinden will. Er endet mit einem langen Code hinter einem #.',
      'Wenn Sie trotzdem diesen Text sehen, wurde er unterwegs abgeschnitten. Kopieren Sie den ganzen Link in die Adresszeile.',
    ],
  },
  linkUsed: {
    title: 'Ihre Zugriffsschlüssel wurden erstellt',
    texts: [
      'Die Schlüssel wurden hier einmal angezeigt. Diese Seite hat weder sie noch den Link. Niemand kann sie noch einmal anzeigen.',
      'Was eingerichtet wurde, zeigt der Link in Ihrer Nachricht noch einmal. Wenn Sie die Schlüssel nicht gespeichert haben, bitten Sie den Absender, sie zu rotieren.',
    ],
  },
  linkEnded: {
    title: 'Dieser Link gilt nicht mehr',
    texts: [
      'Ein Link gilt nicht mehr, wenn er abgelaufen ist, wenn sein Absender ihn widerruft oder wenn der Zugriff entfernt wird.',
      'Bitten Sie den Absender um einen neuen. Ein Link, der endet, ändert nichts in Ihrem Konto. Wenn der Zugriff entfernt wurde, können Sie seinen Stack löschen.',
    ],
  },
  notOffered: (vendor) => ({
    title: `${vendor} bietet das nicht mehr an`,
    texts: [
      'Worum dieser Link bittet, hat sich seit dem Versand geändert. Der Dienst hat in Ihrem Konto nichts erstellt. Wenn Sie den Stack erstellt haben, löschen Sie ihn.',
      'Bitten Sie den Absender um einen neuen Link.',
    ],
  }),
  review,
  launch: {
    title: 'Erstellen Sie den Stack in Ihrem Konto',
    intro: (vendor) =>
      `Der Stack erstellt eine Rolle, die nur ${vendor} annehmen kann, und die Berechtigungsgrenze. Sobald die Rolle nutzbar ist, wird ohne weitere Nachfrage eingerichtet, was Sie geprüft haben.`,
    how: 'Wie wollen Sie ihn erstellen?',
    console: 'AWS-Konsole',
    cli: 'AWS CLI',
    terraform: 'Terraform',
    consoleSteps: (account, region) => [
      `Melden Sie sich in der AWS-Konsole im Konto ${account} an.`,
      `Wählen Sie unten „AWS-Konsole öffnen“. Das Formular ist ausgefüllt; ändern Sie nichts. Die Region ist ${region}.`,
      'Bestätigen Sie unten, dass CloudFormation IAM-Ressourcen mit benutzerdefinierten Namen erstellen darf („I acknowledge that …“), und wählen Sie „Stack erstellen“ („Create stack“).',
      'Kommen Sie auf diese Seite zurück. Es geht von selbst weiter.',
    ],
    openConsole: 'AWS-Konsole öffnen',
    cliIntro: (account) =>
      `Führen Sie das mit Anmeldeinformationen des Kontos ${account} aus, die Rollen und Richtlinien in IAM erstellen dürfen.`,
    terraformIntro: (account) =>
      `Derselbe Stack als Ressource für Terraform. Wenden Sie ihn mit Anmeldeinformationen des Kontos ${account} an.`,
    exists: 'Falls CloudFormation meldet, dass der Stack schon existiert',
    existsText: 'Aktualisieren Sie ihn dann:',
    update: 'Stack aktualisieren (AWS CLI)',
    created: 'Ist erstellt: jetzt prüfen',
    back: 'Zurück zur Prüfung',
    waiting: 'Warten auf den Stack',
    watching: 'Diese Seite prüft von selbst, ob die Rolle nutzbar ist.',
    checkedAt: (time) => `Zuletzt geprüft um ${time}.`,
    checkNow: 'Jetzt prüfen',
    checking: 'Wird geprüft …',
    notYet:
      'Die Rolle ist noch nicht nutzbar. CloudFormation braucht meist eine halbe Minute, AWS danach noch einige Sekunden.',
    stillNotYet: 'Klappt es nach zwei Minuten noch nicht?',
    notYetHints: (account, stack, region) => [
      `Wurde der Stack im Konto ${account} erstellt? In einem anderen Konto schlägt er fehl.`,
      `Zeigt der Stack \`${stack}\` in ${region} CREATE_COMPLETE? Wenn nicht, steht der Grund unter „Events“.`,
      'Verbietet Ihre Organisation Rollen, die andere Konten annehmen? Dann muss ihr Administrator diese erlauben.',
    ],
    updateHint:
      'Wenn der Stack fertig ist, aktualisieren Sie ihn. Das berichtigt seine Parameter, etwa die externe ID. Wenn die AWS CLI „No updates are to be performed“ antwortet, stimmt der Stack: Prüfen Sie dann, ob jemand die Rolle in IAM geändert hat. Der Befehl:',
    noStack: 'Im Moment gibt es nichts zu erstellen. Fragen Sie den Absender des Links.',
  },
  share: {
    title: 'Sie sind nicht der Administrator?',
    intro:
      'Erstellen Sie einen Link für die Person, die den Stack erstellen darf. Sie sieht damit diese Seite, aber nie Schlüssel.',
    make: 'Link für meinen Administrator erstellen',
    making: 'Link wird erstellt …',
    link: 'Link für Ihren Administrator',
    until: (time) => `Er gilt bis ${time}, so lange wie Ihr eigener Link.`,
    untilSoon: (time) =>
      `Er gilt nur bis ${time}, so lange wie Ihr eigener Link. Bitten Sie um einen neuen, wenn Ihr Administrator nicht vorher dazu kommt.`,
    mail: 'E-Mail schreiben',
    mailSubject: (vendor) => `Bitte prüfen: Zugriff auf unser AWS-Konto für ${vendor}`,
    mailBody: (vendor, account, url, until) =>
      `Hallo,\n\n${vendor} bittet um Zugriff auf unser AWS-Konto ${account}. Auf dieser Seite steht genau, was sie bekommen würden und wie man es erlaubt:\n\n${url}\n\nDer Link gilt bis ${until}. Er zeigt nie Schlüssel.\n`,
    hide: 'Link ausblenden',
  },
  watch: {
    title: 'Ihr Konto wird eingerichtet',
    undoing: 'Die Einrichtung wird rückgängig gemacht',
    removing: 'Der Zugriff wird entfernt',
    intro: 'Sie können diese Seite offen lassen oder später mit demselben Link wiederkommen.',
    undoingIntro:
      'Etwas ist fehlgeschlagen, deshalb werden die erstellten Benutzer, Richtlinien und Schlüssel wieder entfernt.',
    removingIntro: 'Benutzer, Richtlinien und Schlüssel werden aus Ihrem Konto entfernt.',
    steps: 'Schritte',
    step: (name) => step(name),
    states: { pending: 'wartet', running: 'läuft', done: 'erledigt', failed: 'fehlgeschlagen' },
    runs: (step, place, of) => `Schritt ${place} von ${of}: ${step}`,
    took: seconds('de'),
    lag: 'AWS verteilt die neue Rolle noch. Das dauert meist 10 Sekunden, manchmal einige Minuten. Danach geht es von selbst weiter.',
    lagSince: (time) => `Wartet seit ${time}.`,
    lagUntil: (time) => `Nächster Versuch um ${time}.`,
    vendorClaims: (vendor, keys) => ({
      title: 'Alles ist eingerichtet',
      texts: [`${vendor} holt jetzt ${the(keys)} Schlüssel. Sie können diese Seite schließen.`],
    }),
    otherClaims: (keys) => ({
      title: 'Alles ist eingerichtet',
      texts: [
        `Wer Ihnen diesen Link geschickt hat, kann jetzt ${the(keys)} Zugriffsschlüssel bekommen. Sie müssen nichts mehr tun.`,
        'Sie können diese Seite schließen.',
      ],
    }),
    claiming: (keys) => ({
      title: plural(keys, 'Der Schlüssel wird erstellt', 'Die Schlüssel werden erstellt'),
      texts: ['Angezeigt wird dort, wo jemand danach gefragt hat: in einem anderen Fenster oder bei jemand anderem.'],
    }),
  },
  claim: {
    title: 'Alles ist eingerichtet',
    intro: (count) =>
      plural(
        count,
        'Mit der Schaltfläche wird in IAM ein Zugriffsschlüssel erstellt und hier angezeigt.',
        'Mit der Schaltfläche werden in IAM # Zugriffsschlüssel erstellt und hier angezeigt.',
      ),
    warning:
      'Der geheime Zugriffsschlüssel wird nur einmal und nur auf dieser Seite angezeigt und nirgends gespeichert. Öffnen Sie vorher Ihren Passwort-Manager.',
    make: (count) => plural(count, 'Schlüssel erstellen und anzeigen', 'Schlüssel erstellen und anzeigen'),
    making: 'Wird erstellt … AWS braucht einige Sekunden.',
    inFrame: 'Zu Ihrer Sicherheit werden Schlüssel nur auf einer eigenen Seite angezeigt.',
    openOwnTab: 'Diese Seite in einem eigenen Tab öffnen',
  },
  keys: {
    title: (count) => plural(count, 'Ihr Zugriffsschlüssel', 'Ihre # Zugriffsschlüssel'),
    warning: (count) =>
      `Speichern Sie ${it(count)} jetzt. ${plural(count, 'Der geheime Zugriffsschlüssel wird', 'Die geheimen Zugriffsschlüssel werden')} nur dieses eine Mal angezeigt und ${plural(count, 'ist', 'sind')} weg, wenn Sie die Seite verlassen oder neu laden.`,
    use: (vendor, count) => `Geben Sie ${it(count)} dort ein, wo ${vendor} danach fragt.`,
    user: 'Benutzer',
    accessKeyId: 'Zugriffsschlüssel-ID',
    secretAccessKey: 'Geheimer Zugriffsschlüssel',
    hidden: 'verborgen',
    pending: 'AWS braucht vielleicht einige Sekunden, bis es diesen Schlüssel annimmt.',
    downloadCsv: 'CSV-Datei herunterladen',
    downloadCredentials: 'Credentials-Datei herunterladen',
    forms: 'Kopieren als',
    shell: 'Shell (bash, zsh)',
    fish: 'fish',
    powershell: 'PowerShell',
    ini: 'Credentials-Datei',
    configure: 'AWS CLI',
    dotenv: 'Docker (.env)',
    terraform: 'Terraform',
    history:
      'Eine Shell behält im Verlauf, was eingefügt wird, auch den geheimen Schlüssel. Löschen Sie es dort oder nehmen Sie die CSV-Datei.',
    json: 'JSON',
    stored: (count) => `Ich habe ${it(count)} gespeichert. Von dieser Seite entfernen`,
  },
  done: {
    toVendor: (vendor, keys) => ({
      title: `Fertig. ${vendor} hat ${the(keys)} Schlüssel`,
      texts: [`Latchkey, der Dienst hinter dieser Seite, behält ${it(keys)} nicht.`],
    }),
    toTenant: (vendor, keys) => ({
      title: plural(keys, 'Fertig. Ihr Schlüssel wurde angezeigt', 'Fertig. Ihre Schlüssel wurden angezeigt'),
      texts: [
        `${plural(keys, 'Er wurde', 'Sie wurden')} einmal angezeigt, und niemand kann ${it(keys)} noch einmal anzeigen.`,
        rotated(vendor, keys, 'Verloren? Bitten'),
      ],
    }),
    lost: (vendor, keys) => ({
      title: 'Schlüssel erstellt, aber nicht angekommen',
      texts: [
        'Die Antwort ging unterwegs verloren, oder ein anderes Fenster hat sie bekommen.',
        rotated(vendor, keys, 'Bitten'),
      ],
    }),
    updating: 'Die Berechtigungen werden gerade geändert. Die Schlüssel funktionieren weiter.',
    rotating: 'Ein Schlüssel wird gerade ersetzt. Die schon übergebenen funktionieren weiter.',
    receipt: 'Was erstellt wurde',
    receiptOfRemoval: 'Was daraus wurde',
    andStack: (stack, region) =>
      `Außerdem: der Stack \`${stack}\`${inRegion(region)} mit Rolle und Berechtigungsgrenze.`,
    resource: 'Typ',
    name: 'ARN oder ID',
    state: 'Status',
    resourceTypes: {
      user: 'Benutzer',
      group: 'Gruppe',
      policy: 'Richtlinie',
      'access-key': 'Zugriffsschlüssel',
      'permissions-boundary': 'Berechtigungsgrenze',
      'login-profile': 'Konsolenpasswort',
      'inline-policy': 'Inline-Richtlinie',
      'attached-policy': 'Angehängte Richtlinie',
      'ssh-public-key': 'Öffentlicher SSH-Schlüssel',
      'signing-certificate': 'Signaturzertifikat',
      'service-specific-credential': 'Servicespezifische Anmeldeinformation',
      'mfa-device': 'MFA-Gerät',
      'group-membership': 'Gruppenmitgliedschaft',
    },
    resourceStates: { made: 'erstellt', removed: 'entfernt', left: 'noch vorhanden' },
    oldKeyStates: { retiring: 'ersetzt, noch aktiv', inactive: 'ersetzt, inaktiv' },
    back: (vendor) => `Zurück zu ${vendor}`,
    close: 'Sie können diese Seite schließen.',
    expired: (stack, region) => ({
      title: 'Diese Anfrage ist abgelaufen',
      texts: [
        `Die Rolle war innerhalb von sieben Tagen nicht nutzbar, deshalb wurde nichts eingerichtet. Wenn Sie den Stack \`${stack}\`${inRegion(region)} inzwischen erstellt haben, löschen Sie ihn.`,
        'Wenn Sie Ihr Konto noch verbinden wollen, bitten Sie den Absender um einen neuen Link.',
      ],
    }),
    removed: (stack, region) => ({
      title: 'Der Zugriff wurde entfernt',
      texts: [
        `Benutzer, Richtlinien und Schlüssel sind entfernt. Löschen Sie jetzt den Stack \`${stack}\`${inRegion(region)}: Er enthält noch die Rolle.`,
      ],
    }),
    partlyRemoved: (stack, region) => ({
      title: 'Der Zugriff wurde beendet',
      texts: [
        `Nicht alles wurde entfernt: In der Tabelle steht, was noch vorhanden ist. Um ganz abzuschließen, entfernen Sie das in IAM und löschen Sie dann den Stack \`${stack}\`${inRegion(region)}, der noch die Rolle enthält.`,
      ],
    }),
  },
  problem,
  footer: { support: 'Hilfe', privacy: 'Datenschutz' },
};

/** Returns how to get another key for one that is lost. The back end of the vendor gets the new one. */
function rotated(vendor: string, keys: number, ask: string): string {
  const [newKey, old] = keys === 1 ? ['einen neuen', 'den alten'] : ['neue', 'die alten'];
  return `${ask} Sie ${vendor}, ${it(keys)} zu rotieren. ${vendor} kann Ihnen dann ${newKey} geben und beendet ${old}.`;
}

/** Returns a step in words. The names are the service's: lib/blueprints/plan.ts and lib/record/keySteps.ts. */
function step(name: string): string {
  const [verb = '', ...rest] = name.split(' ');
  const what = rest.join(' ').replace(' to ', ' → ');
  const verbs: Readonly<Record<string, string>> = {
    'create-policy': 'Richtlinie erstellen:',
    'create-group': 'Gruppe erstellen:',
    'create-user': 'Benutzer erstellen:',
    'create-access-key': 'Zugriffsschlüssel erstellen:',
    'check-access-key': 'Zugriffsschlüssel prüfen:',
    'assume-role': 'Rolle des Stacks annehmen',
    'deactivate-access-keys': 'Zugriffsschlüssel deaktivieren',
    'remove-user': 'Benutzer entfernen:',
    'remove-group': 'Gruppe entfernen:',
    'remove-policy': 'Richtlinie entfernen:',
    attach: 'Richtlinie anhängen:',
    add: 'Zur Gruppe hinzufügen:',
  };
  return Object.hasOwn(verbs, verb) ? `${verbs[verb] ?? ''} ${what}`.trim() : name;
}
