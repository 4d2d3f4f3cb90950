import { join } from "node:path";

/** The nginx of this machine, if there is one; with NGINX_TESTS=required, its absence is an error. */
export const nginx: string | undefined = await findNginx();

async function findNginx(): Promise<string | undefined> {
  for (const path of ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"]) {
    if ((await Deno.stat(path).catch(() => undefined))?.isFile) return path;
  }
  if (Deno.env.get("NGINX_TESTS") === "required") {
    throw new Error("There is no nginx, and NGINX_TESTS is required");
  }
  return undefined;
}

const page = await Deno.readTextFile(new URL("../../../docs/remote_cache.md", import.meta.url));

/** What docs/remote_cache.md says to put into a server. */
const documented = /```nginx\n([^]*?)```/.exec(page)![1]!; // it is there, or all tests fail

const configuration = (folder: string, port: number, change: [string, string]): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    ${documented.replaceAll("/srv/reactivation", `${folder}/files`).replace(...change)}
  }
}
`;

/** A real nginx with its WebDAV module as a remote cache, on a port and in a folder of its own. */
export class Nginx implements AsyncDisposable {
  readonly url: URL;
  /** What it serves. */
  readonly files: string;
  readonly #folder: string;
  readonly #process: Deno.ChildProcess;

  private constructor(port: number, folder: string, process: Deno.ChildProcess) {
    this.url = new URL(`http://127.0.0.1:${port}/lab`);
    this.files = join(folder, "files", "lab");
    this.#folder = folder;
    this.#process = process;
  }

  /** @param change of its configuration, from and to; FOLDER is the server's */
  static async start(
    program: string,
    [from, to]: readonly [string, string] = ["", ""],
  ): Promise<Nginx> {
    for (;;) {
      const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const { port } = listener.addr;
      listener.close();
      const folder = await Deno.makeTempDir({ prefix: "nginx-" });
      await Deno.mkdir(join(folder, "files", "lab"), { recursive: true });
      const file = join(folder, "nginx.conf");
      const change: [string, string] = [from, to.replaceAll("FOLDER", folder)];
      await Deno.writeTextFile(file, configuration(folder, port, change));
      const process = new Deno.Command(program, {
        args: ["-e", join(folder, "error.log"), "-p", folder, "-c", file],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      const server = new Nginx(port, folder, process);
      if (await server.#answers()) return server;
      const log = await Deno.readTextFile(join(folder, "error.log")).catch(() => "");
      await server[Symbol.asyncDispose]();
      if (!log.includes("Address already in use")) throw new Error(`nginx did not start: ${log}`);
    }
  }

  /** Waits until it answers, or has ended. */
  async #answers(): Promise<boolean> {
    let ended = false;
    this.#process.status.then(() => ended = true);
    while (!ended) {
      const response = await fetch(this.url).catch(() => undefined);
      await response?.body?.cancel();
      if (response !== undefined) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await this.#process.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}
