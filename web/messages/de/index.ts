import { plurals } from '../format.ts';
import type { Messages } from '../messages.ts';
import { problem } from './problem.ts';
import { review } from './review.ts';

const plural = plurals('de');

/** German. */
export const de: Messages = {
  language: 'de',
  languageName: 'Deutsch',
  pageTitle: 'AWS-Konto verbinden',
  title: (vendor) => `${vendor} bittet um Zugang zu Ihrem AWS-Konto`,
  titleAfterwards: (vendor) => `Zugang zu Ihrem AWS-Konto für ${vendor}`,
  loading: 'Wird geladen …',
  busy: 'Der Dienst ist ausgelastet oder nicht erreichbar. Es wird erneut versucht.',
  chooseLanguage: 'Sprache',
  newTab: 'öffnet einen neuen Tab',
  progress: 'Fortschritt',
  stages: { review: 'Prüfen', launch: 'Stack anlegen', setup: 'Einrichten', done: 'Fertig' },
  stageState: { done: 'erledigt', current: 'aktueller Schritt' },
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyFailed: 'Kopieren ging nicht. Markieren Sie den Text und kopieren Sie ihn.',
  show: 'Anzeigen',
  hide: 'Verbergen',
  sha256: 'SHA-256',
  inEnglish: 'Die Worte von AWS und vom Dienst selbst sind englisch.',
  noLink: {
    title: 'Diese Seite braucht einen Link',
    texts: [
      'Öffnen Sie den Link, den Sie von dem Unternehmen bekommen haben, das Ihr AWS-Konto verbinden will. Er endet mit einem langen Code hinter einem #.',
      'Wenn Sie ihn geöffnet haben und trotzdem das hier lesen, wurde er unterwegs abgeschnitten. Kopieren Sie den ganzen Link in die Adresszeile.',
    ],
  },
  linkUsed: {
    title: 'Ihre Zugriffsschlüssel wurden erstellt',
    texts: [
      'Diese Seite hat die Schlüssel einmal gezeigt und danach sie und ihren Link vergessen. Niemand kann dieselben Schlüssel noch einmal zeigen.',
      'Um zu sehen, was eingerichtet wurde, öffnen Sie den Link noch einmal. Wenn Sie die Schlüssel nicht gespeichert haben, bitten Sie den Absender, neu zu beginnen.',
    ],
  },
  linkEnded: {
    title: 'Dieser Link gilt nicht mehr',
    texts: [
      'Ein Link endet nach einiger Zeit, wenn sein Absender ihn widerruft, und wenn der Zugang entfernt wird.',
      'Bitten Sie den Absender um einen neuen. Was in Ihrem Konto schon eingerichtet ist, ändert sich dadurch nicht.',
    ],
  },
  notOffered: (vendor) => ({
    title: `${vendor} bietet das nicht mehr an`,
    texts: [
      'Worum dieser Link bittet, hat sich seit dem Versand geändert. In Ihrem Konto wurde nichts angelegt.',
      'Bitten Sie den Absender um einen neuen Link.',
    ],
  }),
  review,
  launch: {
    title: 'Legen Sie den Stack in Ihrem Konto an',
    intro: (vendor) =>
      `Der Stack legt eine Rolle an, die nur ${vendor} benutzen kann, und die Berechtigungsgrenze. Diese Seite merkt von selbst, wenn die Rolle da ist.`,
    how: 'Wie wollen Sie ihn anlegen?',
    console: 'AWS-Konsole',
    cli: 'AWS CLI',
    terraform: 'Terraform',
    consoleSteps: (account, region) => [
      `Melden Sie sich in der AWS-Konsole im Konto ${account} an.`,
      `Öffnen Sie den Link. Das Formular ist ausgefüllt, für die Region ${region}.`,
      'Setzen Sie den Haken bei „I acknowledge that AWS CloudFormation might create IAM resources with custom names“ und wählen Sie „Create stack“.',
      'Kommen Sie auf diese Seite zurück.',
    ],
    openConsole: 'AWS-Konsole öffnen',
    cliIntro: (account) =>
      `Führen Sie das mit Zugangsdaten des Kontos ${account} aus, die IAM-Rollen und -Richtlinien anlegen dürfen.`,
    terraformIntro: (account) =>
      `Derselbe Stack als Ressource für Terraform. Wenden Sie ihn mit Zugangsdaten des Kontos ${account} an.`,
    exists: 'Der Stack ist schon da',
    existsText: 'Dann will CloudFormation ihn nicht noch einmal anlegen. Aktualisieren Sie ihn:',
    created: 'Ich habe den Stack angelegt',
    back: 'Zurück zur Prüfung',
    waiting: 'Warten auf den Stack',
    watching: 'Diese Seite sieht von selbst nach, ob die Rolle da ist.',
    lookedAt: (time) => `Zuletzt nachgesehen um ${time}.`,
    checkNow: 'Jetzt nachsehen',
    checking: 'Es wird nachgesehen …',
    notYet:
      'Die Rolle kann noch nicht benutzt werden. CloudFormation braucht meist eine halbe Minute, AWS danach noch einige Sekunden.',
    notYetHints: (account, stack, region) => [
      `Wurde der Stack im Konto ${account} angelegt? In einem anderen Konto schlägt er fehl.`,
      `Zeigt der Stack ${stack} in ${region} CREATE_COMPLETE? Wenn nicht, steht der Grund unter „Events“.`,
      'Verbietet Ihre Organisation Rollen, die andere Konten benutzen? Dann muss ihr Administrator diese erlauben.',
    ],
    updateHint: 'Wenn der Stack da und fertig ist, aktualisieren Sie ihn. Das berichtigt auch die externe ID:',
    noStack: 'Im Moment gibt es nichts anzulegen. Fragen Sie den Absender des Links.',
  },
  share: {
    title: 'Sie sind nicht der Administrator?',
    intro:
      'Erstellen Sie einen Link für die Person, die den Stack anlegen darf. Sie kann damit diese Seite lesen und den Stack anlegen, sieht aber nie Schlüssel.',
    make: 'Link für meinen Administrator erstellen',
    making: 'Link wird erstellt …',
    link: 'Link für Ihren Administrator',
    until: (time) => `Er gilt bis ${time}. Er wird nur jetzt gezeigt.`,
    mail: 'E-Mail schreiben',
    mailSubject: (vendor) => `Bitte prüfen: Zugang zu unserem AWS-Konto für ${vendor}`,
    mailBody: (vendor, account, url, until) =>
      `Hallo,\n\n${vendor} bittet um Zugang zu unserem AWS-Konto ${account}. Auf dieser Seite steht genau, was sie bekommen würden und wie man es erlaubt:\n\n${url}\n\nDer Link gilt bis ${until}. Er zeigt nie Schlüssel.\n`,
    hide: 'Fertig',
  },
  watch: {
    title: 'Ihr Konto wird eingerichtet',
    undoing: 'Es wird zurückgenommen',
    removing: 'Der Zugang wird entfernt',
    intro: 'Sie können diese Seite offen lassen oder später mit demselben Link wiederkommen.',
    undoingIntro: 'Etwas ist fehlgeschlagen, deshalb wird alles wieder entfernt, was angelegt wurde.',
    removingIntro: 'Alles, was angelegt wurde, wird aus Ihrem Konto entfernt.',
    steps: 'Schritte',
    step: (name) => step(name),
    states: { pending: 'wartet', running: 'läuft', done: 'erledigt', failed: 'fehlgeschlagen' },
    took: (seconds) => `${seconds.toLocaleString('de', { maximumFractionDigits: 1 })} s`,
    lag: 'AWS macht Ihre Rolle noch bekannt. Das dauert meist 10 Sekunden, manchmal einige Minuten. Danach geht es von selbst weiter.',
    lagSince: (time) => `Wartet seit ${time}.`,
    lagUntil: (time) => `Nächster Versuch um ${time}.`,
    vendorClaims: (vendor) => ({
      title: `Alles ist eingerichtet. ${vendor} holt jetzt die Schlüssel`,
      texts: ['Das dauert einige Sekunden. Sie müssen nichts tun.'],
    }),
    otherClaims: {
      title: 'Alles ist eingerichtet',
      texts: [
        'Wer Ihnen diesen Link geschickt hat, kann jetzt die Zugriffsschlüssel bekommen. Sie müssen nichts mehr tun.',
        'Sie können diese Seite schließen.',
      ],
    },
    claiming: {
      title: 'Die Schlüssel werden erstellt',
      texts: ['Sie erscheinen dort, wo sie verlangt wurden: in einem anderen Fenster oder bei jemand anderem.'],
    },
  },
  claim: {
    title: 'Alles ist eingerichtet',
    intro: (count) =>
      plural(
        count,
        'Ein Zugriffsschlüssel wird erstellt, wenn Sie es wählen.',
        '# Zugriffsschlüssel werden erstellt, wenn Sie es wählen.',
      ),
    warning:
      'Das Geheimnis wird einmal gezeigt, auf dieser Seite, und nirgends gespeichert. Halten Sie vorher einen Passwort-Manager oder Geheimnisspeicher bereit.',
    make: (count) => plural(count, 'Schlüssel erstellen und zeigen', 'Schlüssel erstellen und zeigen'),
    making: 'Wird erstellt …',
    inFrame: 'Zu Ihrer Sicherheit werden Schlüssel nur auf einer eigenen Seite gezeigt.',
    openOwnTab: 'Diese Seite in einem eigenen Tab öffnen',
  },
  keys: {
    title: (count) => plural(count, 'Ihr Zugriffsschlüssel', 'Ihre # Zugriffsschlüssel'),
    warning:
      'Speichern Sie ihn jetzt. Das Geheimnis wird nur dieses eine Mal gezeigt. Es ist weg, wenn Sie die Seite verlassen oder neu laden.',
    user: 'Benutzer',
    accessKeyId: 'Zugriffsschlüssel-ID',
    secretAccessKey: 'Geheimer Zugriffsschlüssel',
    hidden: 'verborgen',
    pending: 'AWS braucht vielleicht einige Sekunden, bis es diesen Schlüssel annimmt.',
    downloadCsv: '.csv herunterladen',
    downloadCredentials: 'Credentials-Datei herunterladen',
    forms: 'In der Form von',
    shell: 'Shell',
    credentialsFile: 'Credentials-Datei',
    json: 'JSON',
    stored: 'Ich habe ihn gespeichert. Von dieser Seite entfernen',
    leave: 'Die Schlüssel auf dieser Seite sind noch nicht gespeichert.',
  },
  done: {
    toVendor: (vendor) => ({
      title: `Fertig. Ihre Schlüssel gingen an ${vendor}`,
      texts: ['Latchkey, der Dienst hinter dieser Seite, behält sie nicht.'],
    }),
    toTenant: {
      title: 'Fertig. Ihre Schlüssel wurden übergeben',
      texts: [
        'Sie wurden einmal gezeigt, und niemand kann sie noch einmal zeigen.',
        'Wenn sie nicht gespeichert wurden, bitten Sie den Absender des Links, neu zu beginnen. Die alten Schlüssel werden dann entfernt.',
      ],
    },
    lost: {
      title: 'Die Schlüssel wurden erstellt, kamen hier aber nicht an',
      texts: [
        'Die Antwort ging unterwegs verloren, oder ein anderes Fenster hat sie bekommen. Zu Ihrer Sicherheit werden sie kein zweites Mal gezeigt.',
        'Bitten Sie den Absender des Links, neu zu beginnen. Diese Schlüssel werden dann entfernt, und niemand kann sie benutzen.',
      ],
    },
    receipt: 'Was jetzt in Ihrem Konto ist',
    resource: 'Was',
    name: 'Name',
    state: 'Zustand',
    resourceTypes: { user: 'Benutzer', group: 'Gruppe', policy: 'Richtlinie', 'access-key': 'Zugriffsschlüssel' },
    resourceStates: { made: 'angelegt', removed: 'entfernt', left: 'noch da' },
    back: (vendor) => `Zurück zu ${vendor}`,
    close: 'Sie können diese Seite schließen.',
    expired: {
      title: 'Diese Anfrage ist abgelaufen',
      texts: [
        'Der Stack wurde nicht innerhalb von sieben Tagen angelegt. Der Dienst hat nichts angelegt.',
        'Wenn Sie Ihr Konto noch verbinden wollen, bitten Sie den Absender um einen neuen Link.',
      ],
    },
    removed: {
      title: 'Der Zugang wurde entfernt',
      texts: ['Benutzer, Richtlinien und Schlüssel sind weg. Sie können den Stack jetzt löschen.'],
    },
  },
  problem,
  footer: { support: 'Hilfe', privacy: 'Datenschutz' },
};

/** Returns a step in words. The names are the service's: lib/blueprints/plan.ts and lib/record/keySteps.ts. */
function step(name: string): string {
  const [verb = '', ...rest] = name.split(' ');
  const what = rest.join(' ').replace(' to ', ' → ');
  const verbs: Readonly<Record<string, string>> = {
    'create-policy': 'Richtlinie anlegen:',
    'create-group': 'Gruppe anlegen:',
    'create-user': 'Benutzer anlegen:',
    'create-access-key': 'Zugriffsschlüssel erstellen:',
    'check-access-key': 'Zugriffsschlüssel prüfen:',
    attach: 'Anhängen:',
    add: 'Hinzufügen:',
  };
  return Object.hasOwn(verbs, verb) ? `${verbs[verb] ?? ''} ${what}` : name;
}
