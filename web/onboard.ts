import './element.ts';
import { readPageSettings } from './pageSettings.ts';

const { apiUrl, mayClaim } = readPageSettings(document, location.href);
const element = document.querySelector('latchkey-onboarding');
element?.setAttribute('origin', apiUrl);
element?.toggleAttribute('claims', mayClaim);
