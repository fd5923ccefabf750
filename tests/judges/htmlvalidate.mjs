// The rules of html-validate that pages are held to: all recommended ones, with a reason for each
// that is eased.
export default {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules: {
    // The site's own files come from where the page comes from; a hash would not guard anything.
    "require-sri": ["error", { target: "crossorigin" }],
    // A title is as long as the event's name; what a search engine shows of it is its own matter.
    "long-title": "off",
  },
};
