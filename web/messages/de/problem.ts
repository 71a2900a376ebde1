import type { Messages } from '../messages.ts';

/** The texts about problems, in German. */
export const problem: Messages['problem'] = {
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
};
