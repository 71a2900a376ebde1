import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, webDirectory } from './buildWeb.ts';
import { blueprintsOf } from './blueprints.ts';
import { bundleDirectory, bundleHandlers } from './bundle.ts';
import { lineOf, type Finding } from './check/finding.ts';
import { addIntrinsicSettings, removeEmptySettings } from './deployedEnvironment.ts';
import { protectTable } from './deletionProtection.ts';
import { deployProblem } from './deploySettings.ts';
import { removeExports } from './outputExports.ts';
import type { Framework, PluginTools } from './framework.ts';
import { importExistingResources, nameKeptResources } from './keptResources.ts';
import { localAwsProblem } from './localAws.ts';
import { placeOf, tableName } from './place.ts';
import { requireSignatures } from './routeAuthorization.ts';
import { writeWeb } from './writeWeb.ts';

/**
 * Adds to `package`, `invoke local` and `deploy` what the Serverless Framework does not do itself. The framework
 * requires a default export.
 */
export default class LatchkeyPlugin {
  readonly hooks: Record<string, () => Promise<void> | void>;
  readonly commands = {
    deploy: {
      commands: {
        check: { usage: 'Says whether a deploy can work, and changes nothing', lifecycleEvents: ['account'] },
      },
    },
  };

  constructor(framework: Framework, options: { readonly function?: string }, { log, writeText }: PluginTools) {
    const { processedInput, service, serviceDir } = framework;
    const provider = framework.getProvider('aws');

    const blueprints = () => blueprintsOf(framework, { log });
    const catalog = async () => {
      const { catalogOf } = await import('../../authoring/ownBlueprints.ts');
      return catalogOf(await blueprints());
    };

    const bundle = async (names: readonly string[]) => {
      const { catalogModule } = await import('../../authoring/ownBlueprints.ts');
      const { actionsOfServices, servicesNamedIn } = await import('../../authoring/serviceActions.ts');
      const chosen = await blueprints();
      const { own: blueprintsOfFolder, managed } = chosen;
      const actions = await actionsOfServices(servicesNamedIn([blueprintsOfFolder, managed]));
      const own = { module: catalogModule(chosen), actions, managed };
      const bundles = await bundleHandlers(serviceDir, names, bundleDirectory, own);
      if (names.includes('web')) {
        const frameOrigins = originsIn(service.provider.environment['LATCHKEY_FRAME_ORIGINS']);
        const folder = join(serviceDir, webDirectory);
        const built = await buildWeb(serviceDir, { apiUrl: '', frameOrigins });
        rmSync(folder, { recursive: true, force: true });
        writeWeb(folder, built);
      }
      for (const { name, dataFiles, laterFiles } of bundles) {
        const definition = service.getFunction(name);
        definition.handler = `${bundleDirectory}/${name}.handler`;
        const given = definition.package?.patterns ?? [];
        definition.package = { patterns: [...given, `${bundleDirectory}/${name}.cjs`, ...dataFiles, ...laterFiles] };
      }
      return bundles;
    };

    const assertDeployable = async () => {
      const { custom, provider: shared } = service;
      const problem = await deployProblem(
        serviceDir,
        shared.environment,
        custom,
        provider.getRegion(),
        await catalog(),
      );
      if (problem !== undefined) throw new framework.classes.Error(problem, 'DEPLOY_SETTING');
    };

    const publish = async (isBeforeStack: boolean) => {
      const { namespace, vendorName } = service.custom.given;
      if (namespace === null || vendorName === null) return;
      const { publishTemplates } = await import('./publishTemplates.ts');
      const uploaded = await publishTemplates(
        provider,
        { namespace, vendorName },
        service.custom.templates,
        isBeforeStack,
        await catalog(),
      );
      if (uploaded > 0) log.notice(`Bootstrap templates uploaded: ${uploaded}`);
    };

    /** Shows the findings, and throws if one of them refuses the deploy. */
    const assertAccountReady = async (show: (finding: Finding, line: string) => void) => {
      const { namespace } = service.custom.given;
      if (namespace === null) return;
      const { checkAccount } = await import('./check/checkAccount.ts');
      const findings = await checkAccount(framework, namespace);
      for (const finding of findings) show(finding, lineOf(finding));
      const refused = findings.filter(({ level }) => level === 'refused');
      if (refused.length === 0) return;
      const what = refused.map(({ subject }) => subject).join(', ');
      throw new framework.classes.Error(`A deploy to this account would not work: ${what}. See above.`, 'ACCOUNT');
    };

    const takeUpKeptResources = async () => {
      const { namespace } = service.custom.given;
      if (namespace === null) return;
      const place = await placeOf(provider, namespace);
      nameKeptResources(service.provider.compiledCloudFormationTemplate, place);
      importExistingResources(framework.pluginManager.getPlugins());
    };

    const protect = async () => {
      const { namespace } = service.custom.given;
      if (namespace === null) return;
      try {
        const wasOff = await protectTable(provider, tableName({ namespace }));
        if (wasOff) log.notice('Deletion protection of the table switched on');
      } catch (error) {
        throw new framework.classes.Error(
          error instanceof Error ? error.message : String(error),
          'DELETION_PROTECTION',
        );
      }
    };

    this.hooks = {
      initialize: async () => {
        if (processedInput.commands.join(' ') !== 'invoke local') return;
        const { enterLocalEnvironment } = await import('./localEnvironment.ts');
        try {
          service.provider.environment = await enterLocalEnvironment();
        } catch (error) {
          throw new framework.classes.Error(error instanceof Error ? error.message : String(error), 'LOCAL_SETTING');
        }
      },
      'before:package:cleanup': async () => {
        await blueprints();
        if (processedInput.commands[0] === 'deploy') await assertDeployable();
      },
      'before:package:createDeploymentArtifacts': async () => {
        const bundles = await bundle(service.getAllFunctions());
        log.notice(bundles.map(({ name, bytes }) => `${name} ${Math.ceil(bytes / 1024)} KB`).join(', '));
      },
      'after:package:compileFunctions': () => {
        const { Resources } = service.provider.compiledCloudFormationTemplate;
        addIntrinsicSettings(Resources, service.custom.templates);
        removeEmptySettings(Resources);
      },
      'after:package:compileEvents': () => {
        const { compiledCloudFormationTemplate, environment } = service.provider;
        if (environment['LATCHKEY_AUTH'] === 'sigv4') requireSignatures(compiledCloudFormationTemplate.Resources);
      },
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        removeExports(service.provider.compiledCloudFormationTemplate);
      },
      'before:invoke:local:invoke': async () => {
        if (options.function === undefined) return;
        const [bundled] = await bundle([options.function]);
        const awsUrl = service.provider.environment['AWS_ENDPOINT_URL'];
        if (bundled?.callsAws !== true || awsUrl === undefined) return;
        const problem = await localAwsProblem(awsUrl);
        if (problem !== undefined) throw new framework.classes.Error(problem, 'LOCAL_AWS');
      },
      // Without a namespace, the framework would remove the stack `latchkey`, which may be another deployment.
      'before:remove:remove': () => {
        if (service.custom.given.namespace !== null) return;
        throw new framework.classes.Error(
          'Which deployment? Give its namespace: --param="namespace=…". Before that, see docs/operating.md, Removing Latchkey.',
          'REMOVE_SETTING',
        );
      },
      'deploy:check:account': async () => {
        await assertDeployable();
        writeText(lineOf({ level: 'ok', subject: 'settings', text: 'Complete and valid.' }));
        await assertAccountReady((_, line) => writeText(line));
      },
      // Checks again, because `deploy --package` runs no package step and takes its settings from the package.
      'before:aws:deploy:deploy:createStack': async () => {
        await assertDeployable();
        await assertAccountReady(({ level }, line) => {
          if (level !== 'ok') log.notice(line);
        });
        await takeUpKeptResources();
      },
      // Uploads the templates before the new functions, whose launch links name them, are live. On the first deploy the
      // bucket exists only after the stack was created, so the upload runs again afterwards.
      'before:aws:deploy:deploy:updateStack': () => publish(true),
      'after:aws:deploy:deploy:updateStack': async () => {
        await publish(false);
        await protect();
      },
    };
  }
}

const originsIn = (setting = '') => setting.split(',').flatMap((each) => each.trim() || []);
