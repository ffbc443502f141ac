/** @file User settings that make a workbench quiet and repeatable; none of our extension. */
// @ts-check

/** @type {Readonly<Record<string, unknown>>} */
export const QUIET_SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * `disabled`: every folder is trusted. `restricted`: the folder is not trusted and nobody is
 * asked, so the workbench starts in Restricted Mode. `ask`: as on a user's first start.
 * @typedef {'disabled' | 'restricted' | 'ask'} Trust
 */

/** @param {Trust} trust */
export function trustSettings(trust) {
  if (trust === 'disabled') return { 'security.workspace.trust.enabled': false };
  const startupPrompt = trust === 'restricted' ? 'never' : 'always';
  return {
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': startupPrompt,
    'security.workspace.trust.emptyWindow': false,
  };
}
