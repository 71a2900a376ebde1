import { LatchkeyAdmin } from './admin/latchkeyAdmin.ts';
import { readPageSettings } from './pageSettings.ts';

customElements.define('latchkey-admin', LatchkeyAdmin);
const element = document.createElement('latchkey-admin');
element.setAttribute('origin', readPageSettings(document, location.href).apiUrl);
document.body.append(element);
