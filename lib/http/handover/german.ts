import type { HandoverTexts } from './texts.ts';

export const german: HandoverTexts = {
  subject: (vendor, account) => `Zugriff von ${vendor} auf das AWS-Konto ${account}`,
  hello: 'Guten Tag,',
  phases: {
    asked: (vendor, account) =>
      `${vendor} bittet um Zugriff auf das AWS-Konto ${account}. Es geschieht nichts, bevor dort jemand mit Administratorrechten einen CloudFormation-Stack erstellt.`,
    working: (vendor, account) => `Der Zugriff von ${vendor} auf das AWS-Konto ${account} wird gerade eingerichtet.`,
    ready: (vendor, account) =>
      `Der Zugriff von ${vendor} auf das AWS-Konto ${account} ist eingerichtet. Die Zugriffsschlüssel werden erstellt, wenn jemand sie abholt.`,
    handedOver: (vendor, account) =>
      `Der Zugriff von ${vendor} auf das AWS-Konto ${account} ist eingerichtet, und die Zugriffsschlüssel sind übergeben. Niemand kann ihre Geheimnisse noch einmal anzeigen.`,
    failed: (vendor, account) =>
      `Der Zugriff von ${vendor} auf das AWS-Konto ${account} konnte nicht vollständig eingerichtet werden.`,
    removed: (vendor, account) => `Der Zugriff von ${vendor} auf das AWS-Konto ${account} ist entfernt.`,
    expired: (vendor, account) =>
      `${vendor} hat um Zugriff auf das AWS-Konto ${account} gebeten. Der Stack wurde nicht rechtzeitig erstellt, also wurde nichts eingerichtet.`,
  },
  resources: 'Das wurde im Konto erstellt:',
  noResources: 'Im Konto wurde nichts erstellt.',
  types: {
    user: 'Benutzer',
    group: 'Gruppe',
    policy: 'Richtlinie',
    'access-key': 'Zugriffsschlüssel',
    'permissions-boundary': 'Berechtigungsgrenze',
  },
  marks: { made: 'erstellt', removed: 'entfernt', left: 'noch da' },
  whatToDo: 'Was zu tun ist:',
  open: 'Öffnen Sie den Link:',
  launch: (vendor, account) =>
    `Lesen Sie, was ${vendor} bekäme. Erstellen Sie dann den Stack im Konto ${account}: Die Seite sagt, wie.`,
  keys: {
    reader: () =>
      'Wenn alles eingerichtet ist, bietet die Seite an, die Zugriffsschlüssel zu erstellen. Sie zeigt sie einmal. Öffnen Sie vorher Ihren Passwort-Manager oder Ihren Speicher für Geheimnisse und speichern Sie sie dort.',
    vendor: (vendor) => `${vendor} bekommt die Zugriffsschlüssel. Sie müssen nichts speichern.`,
    sender: () => 'Wer Ihnen den Link geschickt hat, bekommt die Zugriffsschlüssel. Sie müssen nichts speichern.',
    unknown: () =>
      'Wenn die Seite dann die Zugriffsschlüssel anbietet, zeigt sie sie einmal. Speichern Sie sie sofort.',
  },
  linkGoesHere: '[vor dem Senden den Link hier einsetzen]',
  until: (time) => `Der Link gilt bis ${time}.`,
  noSecret: 'Diese Nachricht enthält keinen geheimen Zugriffsschlüssel. Senden Sie nie einen per E-Mail.',
  reference: (id) => `Vorgang: ${id}`,
};
