// Another server before ours, as an institution runs it: it serves the build with the snippets that came with it, and hands
// on what is for the API. GUICHET_FRONT says which one: nginx or caddy.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base } from './placed';

type Kind = 'nginx' | 'caddy';

/** Where the front listens, where the build lies and below which folder, where the API answers, and a folder of its own. */
interface Place {
  port: number;
  dist: string;
  root: string;
  api: number;
  folder: string;
}

// `/config.json` too: there our server adds the key that a test can open submissions with.
const nginx = ({ port, dist, root, api, folder }: Place) => `
daemon off;
user root;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/errors;
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
events {}
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_max_body_size 16m;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  include ${dist}/delivery/nginx-http.conf;
  server {
    listen 127.0.0.1:${port};
    root ${root};
    include ${dist}/delivery/nginx-server.conf;
    brotli_static on;
    location ^~ ${base}/api/ { proxy_pass http://127.0.0.1:${api}; proxy_set_header Host $http_host; add_header X-Front nginx; }
    location = ${base}/config.json { proxy_pass http://127.0.0.1:${api}; add_header X-Front nginx; }
  }
}
`;

const caddy = ({ port, dist, root, api }: Place) => `
{
	admin off
	auto_https off
}
import ${dist}/delivery/Caddyfile
http://127.0.0.1:${port} {
	root * ${root}
	handle ${base}/api/* {
		reverse_proxy 127.0.0.1:${api}
	}
	handle ${base}/config.json {
		reverse_proxy 127.0.0.1:${api} {
			header_down -Cache-Control
			header_down -Access-Control-Allow-Origin
		}
	}
	import guichet
}
`;

const fronts = {
  nginx: { config: nginx, command: (file: string) => ['nginx', '-c', file] },
  caddy: { config: caddy, command: (file: string) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', file] },
};

export class Front {
  private constructor(readonly port: number, private readonly process: ChildProcess, private readonly folder: string) {}

  /** The front that the environment asks for, listening; none where it asks for none. */
  static async asked(port: number, dist: string, api: number): Promise<Front | undefined> {
    const kind = process.env.GUICHET_FRONT;
    if (kind === undefined || kind === '') return undefined;
    if (!(kind in fronts)) throw new Error(`GUICHET_FRONT names no server: ${kind}`);
    const { config, command } = fronts[kind as Kind];
    const folder = mkdtempSync(join(tmpdir(), 'guichet-front-'));
    mkdirSync(join(folder, 'data'));
    const file = join(folder, 'config');
    writeFileSync(file, config({ port, dist, root: dist.slice(0, dist.length - base.length), api, folder }));
    const [name = '', ...flags] = command(file);
    const child = spawn(name, flags, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, XDG_DATA_HOME: join(folder, 'data'), XDG_CONFIG_HOME: join(folder, 'data') } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => { said += text; });
    for (let tries = 0; tries < 200; tries += 1) {
      if (child.exitCode !== null) break;
      if (await fetch(`http://127.0.0.1:${port}${base}/icon.svg`).catch(() => undefined)) return new Front(port, child, folder);
      await new Promise((done) => { setTimeout(done, 50); });
    }
    child.kill('SIGKILL');
    throw new Error(`${kind} did not start:\n${said}`);
  }

  async end(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
