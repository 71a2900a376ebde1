import { lists, plurals } from './format.ts';
import type { Messages } from './messages.ts';

const plural = plurals('de');
const list = lists('de');

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
  review: {
    intro: (vendor) =>
      `Lesen Sie, was ${vendor} bekommt. In Ihrem Konto ändert sich nichts, bevor Sie im nächsten Schritt einen CloudFormation-Stack anlegen.`,
    who: 'Wer fragt',
    vendorAccount: 'Dessen AWS-Konto',
    askedBy: 'Gefragt von',
    messageFrom: (name) => `Nachricht von ${name}`,
    writtenByVendor: (vendor) => `Diesen Text hat ${vendor} geschrieben.`,
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
    cannotLaunch:
      'Dieser Link zeigt die Anfrage nur. Wer ihn geschickt hat, kann einen schicken, mit dem es weitergeht.',
  },
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
  problem: {
    failed: 'Die Einrichtung ist fehlgeschlagen',
    stopped: 'Die Einrichtung hat angehalten',
    nothingLeft: 'Alles, was angelegt wurde, ist wieder entfernt.',
    vendorActs: (vendor) => `${vendor} muss sich das ansehen und wurde benachrichtigt.`,
    whatToDo: 'Was zu tun ist',
    advice: {
      launch: {
        title: 'Die Rolle kann noch nicht benutzt werden',
        steps: [
          'Legen Sie den Stack an, oder warten Sie, bis CloudFormation CREATE_COMPLETE zeigt.',
          'Versuchen Sie es dann noch einmal.',
        ],
      },
      trust: {
        title: 'Die Rolle steht auch anderen offen',
        steps: [
          'Jemand hat die Vertrauensrichtlinie der Rolle so geändert, dass sie Ihre externe ID nicht mehr verlangt. Eine solche Rolle benutzt der Dienst nicht.',
          'Ersetzen Sie die Vertrauensrichtlinie in IAM durch diese, oder aktualisieren Sie den Stack.',
          'Warten Sie eine Minute und versuchen Sie es noch einmal.',
        ],
      },
      'update-stack': {
        title: 'Der Stack muss aktualisiert werden',
        steps: [
          'Der Stack stammt aus einer älteren Vorlage. Aktualisieren Sie ihn mit diesem Befehl.',
          'Versuchen Sie es dann noch einmal.',
        ],
      },
      'name-taken': {
        title: 'Ein Name ist in Ihrem Konto schon vergeben',
        steps: [
          'Es gibt einen Benutzer, eine Gruppe oder eine Richtlinie mit diesem Namen. Der Dienst hat das nicht angelegt und rührt es nicht an.',
          'Finden Sie heraus, wofür es benutzt wird. Löschen Sie es nicht auf Verdacht: Seine Schlüssel sind vielleicht in Gebrauch.',
          'Wenn es niemand braucht, entfernen Sie es oder benennen Sie es um und versuchen Sie es noch einmal. Bitten Sie sonst um einen anderen Namen.',
        ],
      },
      denied: {
        title: 'Eine Richtlinie Ihres Kontos oder Ihrer Organisation verbietet einen Schritt',
        steps: [
          'In den Einzelheiten steht, welche Aktion verboten wurde, und von welcher Art Richtlinie.',
          'Wenn es eine Service Control Policy ist, kann ihr Administrator diese Rolle ausnehmen. Fügen Sie der verbietenden Anweisung diese Bedingung hinzu:',
          'Wenn die eigene Richtlinie der Rolle die Aktion nicht erlaubt, aktualisieren Sie den Stack. Versuchen Sie es dann noch einmal.',
        ],
      },
      'role-denied': {
        title: 'Eine Richtlinie Ihrer Organisation verbietet die Rolle',
        steps: [
          'Die Rolle ist da, aber eine Service- oder Resource Control Policy lässt das Konto des Anbieters sie nicht benutzen.',
          'Ihr Administrator kann diese Rolle ausnehmen. Fügen Sie der verbietenden Anweisung diese Bedingung hinzu:',
          'Versuchen Sie es dann noch einmal.',
        ],
      },
      account: {
        title: 'AWS lässt dieses Konto noch nicht benutzen',
        steps: [
          'Vielleicht ist das Konto neu, gesperrt oder ohne Zahlungsart. Die AWS-Konsole sagt, was zutrifft.',
          'Versuchen Sie es dann noch einmal.',
        ],
      },
      quota: {
        title: 'Eine Grenze Ihres Kontos ist erreicht',
        steps: [
          'In den Einzelheiten steht, welches IAM-Kontingent aufgebraucht ist. Entfernen Sie, was niemand braucht, oder beantragen Sie in Service Quotas mehr.',
          'Versuchen Sie es dann noch einmal.',
        ],
      },
      changed: {
        title: 'Jemand hat geändert, was angelegt wurde',
        steps: [
          'Ein Benutzer oder eine Richtlinie dieser Einrichtung wurde gelöscht oder ersetzt. Die Einzelheiten nennen sie.',
          'Versuchen Sie es noch einmal, damit sie neu angelegt wird.',
        ],
      },
      blocked: {
        title: 'Etwas ließ sich nicht entfernen',
        steps: [
          'Es ist in Gebrauch, oder eine Richtlinie verbietet es. Die Einzelheiten nennen es.',
          'Geben Sie es frei und sagen Sie es dann dem Anbieter.',
        ],
      },
      wait: {
        title: 'Der Dienst wurde nicht rechtzeitig fertig',
        steps: [
          'Das liegt nicht an Ihnen. In Ihrem Konto muss nichts geändert werden.',
          'Warten Sie eine Minute und versuchen Sie es noch einmal.',
        ],
      },
      vendor: {
        title: 'Der Anbieter muss etwas berichtigen',
        steps: [
          'Das liegt nicht an Ihnen. In Ihrem Konto muss nichts geändert werden.',
          'Sagen Sie es dem Anbieter und nennen Sie die ID unten.',
        ],
      },
    },
    trustDocument: 'Vertrauensrichtlinie zum Einfügen',
    exemption: 'Bedingung zum Einfügen',
    actionsNeeded: 'Richtlinie, die die Rolle braucht',
    retry: 'Noch einmal versuchen',
    retrying: 'Wird versucht …',
    details: 'Einzelheiten in den Worten des Dienstes',
    request: 'ID für den Anbieter',
    left: 'Was in Ihrem Konto noch da ist',
    askVendor: (vendor) => `${vendor} fragen`,
  },
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
