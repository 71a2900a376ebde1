import type { Messages } from '../messages.ts';

/** The texts about problems, in German. */
export const problem: Messages['problem'] = {
  failed: 'Die Einrichtung ist fehlgeschlagen',
  stopped: 'Die Einrichtung ist nicht abgeschlossen',
  removalStopped: 'Das Entfernen ist nicht abgeschlossen',
  nothingLeft:
    'In Ihrem Konto sind keine Benutzer, Richtlinien oder Schlüssel dieser Einrichtung. Wenn Sie nicht weitermachen wollen, löschen Sie den Stack mit seiner Rolle.',
  vendorActs: (vendor) => `Der Dienst hat hier angehalten. ${vendor} macht weiter, wenn Sie die ID unten nennen.`,
  whatToDo: 'Was Sie tun können',
  advice: (vendor, role, canRetry) => {
    const tell = `nennen Sie ${vendor} die ID unten`;
    const again = canRetry ? 'Versuchen Sie es dann noch einmal.' : `Nennen Sie ${vendor} dann die ID unten.`;
    const afterAMinute = `Warten Sie eine Minute. ${again}`;
    return {
      launch: {
        title: 'Die Rolle ist noch nicht nutzbar',
        steps: [
          'Wenn es den Stack nicht gibt, erstellen Sie ihn in der Konsole oder mit diesem Befehl:',
          'Wenn es ihn gibt, warten Sie, bis CloudFormation CREATE_COMPLETE zeigt. Steht das schon da, aktualisieren Sie ihn:',
          again,
        ],
      },
      lost: {
        title: 'Die Rolle ist nicht mehr nutzbar',
        why: 'Sie wurde gelöscht, oder ihre Vertrauensrichtlinie oder eine Richtlinie Ihrer Organisation wurde geändert.',
        steps: [
          `Stellen Sie wieder her, was geändert wurde. Eine gelöschte Rolle kommt durch ein Update des Stacks nicht wieder: Fragen Sie ${vendor}, wie Sie sie wiederherstellen.`,
          again,
        ],
      },
      trust: {
        title: 'Die Rolle verlangt die externe ID nicht',
        why: 'Die Rolle ließ sich ohne Ihre externe ID annehmen, also könnten auch andere sie nutzen. Eine solche Rolle wird nicht benutzt.',
        steps: [`Ersetzen Sie in IAM die Vertrauensrichtlinie der Rolle \`${role}\` durch diese:`, afterAMinute],
      },
      'update-stack': {
        title: 'Der Stack muss aktualisiert werden',
        why: 'Der Stack stammt aus einer älteren Vorlage.',
        steps: ['Aktualisieren Sie ihn mit diesem Befehl:', again],
      },
      'name-taken': {
        title: 'Ein Name ist in Ihrem Konto schon vergeben',
        why: 'Es gibt einen Benutzer, eine Gruppe oder eine Richtlinie mit diesem Namen. Der Dienst hat das nicht erstellt und ändert es nicht.',
        steps: [
          'Finden Sie vor dem Löschen heraus, wofür es benutzt wird: Zugriffsschlüssel können in Gebrauch sein.',
          `Wenn es niemand braucht, löschen Sie es und ${canRetry ? 'versuchen Sie es noch einmal' : tell}. Bitten Sie sonst ${vendor} um einen anderen Namen.`,
        ],
      },
      denied: {
        title: 'Eine Richtlinie Ihres Kontos oder Ihrer Organisation verbietet einen Schritt',
        steps: [
          'Wenn die Details eine Service-Kontrollrichtlinie (SCP) nennen, kann ihr Administrator diese Rolle ausnehmen. Hat die Deny-Anweisung schon eine „Condition“, fügen Sie nur deren Inhalt hinzu, sonst alles:',
          'Wenn die eigene Richtlinie der Rolle die Aktion nicht erlaubt, aktualisieren Sie den Stack:',
          again,
        ],
      },
      'role-denied': {
        title: 'Eine Richtlinie verbietet die Rolle',
        why: `Die Rolle ist da, aber eine Richtlinie lässt das Konto von ${vendor} sie nicht annehmen. In den Details steht, welche Art Richtlinie. Eine Service-Kontrollrichtlinie (SCP) gehört zur Organisation von ${vendor}: Nennen Sie dann ${vendor} die ID unten.`,
        steps: [
          'Wenn es eine Ressourcenkontrollrichtlinie (RCP) Ihrer Organisation oder die Vertrauensrichtlinie der Rolle ist, nehmen Sie das Konto aus. Fügen Sie der Deny-Anweisung das hinzu:',
          again,
        ],
      },
      account: {
        title: 'Dieses Konto ist bei AWS noch nicht nutzbar',
        steps: [
          'Vielleicht ist das Konto neu, gesperrt oder ohne Zahlungsart. Die AWS-Konsole sagt, was zutrifft.',
          `Wenn das geklärt ist, ${canRetry ? 'versuchen Sie es noch einmal' : tell}.`,
        ],
      },
      quota: {
        title: 'Ein Kontingent Ihres Kontos ist ausgeschöpft',
        steps: [
          'In den Details steht, welches IAM-Kontingent. Entfernen Sie, was niemand braucht, oder beantragen Sie in Service Quotas mehr.',
          again,
        ],
      },
      changed: {
        title: 'Etwas an dieser Einrichtung wurde geändert',
        why: 'Ein Benutzer oder eine Richtlinie dieser Einrichtung wurde gelöscht oder ersetzt. In den Details steht, was.',
        steps: [
          canRetry
            ? 'Versuchen Sie es noch einmal, damit alles neu erstellt wird.'
            : `Finden Sie heraus, wer das war, und ${tell}.`,
        ],
      },
      blocked: {
        title: 'Etwas ließ sich nicht entfernen',
        steps: [
          `Entfernen Sie, was in den Details steht, oder erlauben Sie das Entfernen. Nennen Sie ${vendor} danach die ID unten.`,
        ],
      },
      wait: {
        title: 'Der Dienst wurde nicht fertig',
        why: 'In Ihrem Konto muss nichts geändert werden.',
        steps: [afterAMinute],
      },
      paused: {
        title: `${vendor} hat das vorübergehend angehalten`,
        why: 'In Ihrem Konto muss nichts geändert werden.',
        steps: [
          `Der Grund steht in den Details. ${canRetry ? 'Versuchen Sie es später noch einmal, oder fragen' : 'Fragen'} Sie ${vendor}.`,
        ],
      },
      vendor: {
        title: `${vendor} muss etwas berichtigen`,
        why: 'In Ihrem Konto muss nichts geändert werden.',
        steps: [`Nennen Sie ${vendor} die ID unten.`],
      },
    };
  },
  trustDocument: 'Vertrauensrichtlinie zum Einfügen',
  exemption: 'Bedingung zum Einfügen',
  actionsNeeded: 'Was die eigene Richtlinie der Rolle erlaubt',
  retry: 'Noch einmal versuchen',
  retrying: 'Wird versucht …',
  details: 'Was AWS und der Dienst sagen (englisch)',
  request: 'ID für den Anbieter',
  left: 'Was in Ihrem Konto noch vorhanden ist',
};
