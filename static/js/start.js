import { initAll } from '../govuk-frontend.min.js';
import './reveal.js';

initAll();
