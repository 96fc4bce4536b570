import { parentPort, workerData } from 'node:worker_threads';
import { INITIALISATIONS } from '@shared/catalogue';
import { prepareExperiment } from '@shared/experiment/prepare';
import { JUDGEABLE, judgeExperiment } from '../../core/judge-experiment';
import { finishStudy } from '../../core/studies/study';
import type { JudgeReply, JudgeRequest, JudgeSettings } from './judge-protocol';

/** Entry of a thread that judges runs of one experiment, for as long as it is sent places. */
const { spec, data, dynamics, statements } = workerData as JudgeSettings;
const opened = { spec, prepared: prepareExperiment(spec, data, INITIALISATIONS) };
const asked = JUDGEABLE.filter(({ id }) => statements.includes(id));

parentPort!.on('message', (places: JudgeRequest) => {
  const judged: JudgeReply = finishStudy(judgeExperiment(opened, places, dynamics, asked));
  parentPort!.postMessage(judged);
});
