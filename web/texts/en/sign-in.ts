export const newcomersNobody = 'Nobody: by invitation only';
export const newcomersViewers = 'People of the domains, as viewers';
export const newcomersAnalysts = 'People of the domains, as analysts';

export const buttonMissing = 'Say how the button is called';
export const issuerMissing = 'Enter the address of the provider';
export const clientIdMissing = 'Enter the client id';
export const domainsMissing = 'Name at least one domain';
export const signInSaved = 'The sign-in is saved; the provider has answered';
export const provider = 'Provider';
export const name = 'Name';
export const buttonText = 'What the button says';
export const buttonExample = 'Company login';
export const issuer = 'Issuer';
export const issuerHelp = 'Its address; /.well-known/openid-configuration lies behind it';
export const clientId = 'Client id';
export const clientSecret = 'Client secret';
export const clientSecretKept = 'One is kept. Leave this empty to keep it.';
export const clientSecretHelp = 'It is kept in the vault. Leave it empty for a public client.';
export const newcomers = 'Who comes without invitation';
export const domains = 'Domains of newcomers';
export const domainsHelp = 'The provider must call their e-mail address verified';
export const signOutThere = 'Who signs out here also signs out there';
export const signOutThereHelp = 'For shared machines. The provider must know the address below as one to come back to.';
export const signOutAddress = 'Address after sign-out';
export const signInEnabled = 'People can sign in there';
export const askAndSave = 'Ask the provider and save';

export const removeProviderLabel = 'Remove the provider';
export const reallyRemoveProvider = 'Remove the provider?';
export const removeProviderMeans =
  'Its button goes. Who has no password cannot sign in again, until a provider is set up or you invite them anew.';
export const removeProvider = 'Remove provider';
export const providerRemoved = 'The provider is removed';
export const signInAbout =
  'People can sign in at your OpenID provider (Entra ID, Google, Okta, Keycloak and others) instead of with a password. Register Parlance there as a web application, with this address to send people back to:';
export const redirectAddress = 'Redirect address';
export const teamLink = 'Link for your team';
export const teamLinkAbout =
  'This link shows the button to your people. On a server with one team it stands on the sign-in page for everybody.';
export const signInLink = 'Sign-in link';
export const onlyAdminsSignIn = 'Only administrators decide where people sign in';
