// How stylesheets are built: the custom media of the design tokens, and nesting for older phones.
import customMedia from 'postcss-custom-media';
import nesting from 'postcss-nesting';

export default { plugins: [customMedia(), nesting()] };
