import { connect } from './client/connect';
import { start } from './start';

start(connect);
