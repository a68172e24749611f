/* global Redoc */
Redoc.init(
  '/api/v1/openapi.json',
  {
    disableSearch: true, // its index runs in a worker from a blob, which the policy refuses
    hideDownloadButton: false,
    theme: {
      colors: { primary: { main: '#0f5f54' } },
      typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } },
    },
  },
  document.getElementById('reference'),
);
