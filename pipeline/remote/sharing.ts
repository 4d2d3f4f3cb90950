import { UsageError } from "../errors.ts";
import type { Signer, TrustedKeys } from "../store/signature.ts";
import { takeCredentials } from "./credentials.ts";
import { readSigner, readTrustedKeys } from "./key_file.ts";
import type { RemoteOptions } from "./remote_cache.ts";

/** What is shared with others and taken from them, as the command line says it. */
export interface SharingRequest {
  /** Address of a remote cache. */
  readonly remoteCache?: string | undefined;
  readonly remoteUpload?: boolean | undefined;
  /** Whether credentials may go where others can read them. */
  readonly insecure?: boolean | undefined;
  /** File of a private key. */
  readonly signKey?: string | undefined;
  /** Whether adopted results are uploaded and signed, too. */
  readonly shareAdopted?: boolean | undefined;
  /** File of public keys, or the keys. */
  readonly trustedKeys?: string | undefined;
}

export interface Sharing {
  readonly remote?: RemoteOptions | undefined;
  readonly trusted?: TrustedKeys | undefined;
  readonly signer?: Signer | undefined;
  readonly shareAdopted?: boolean | undefined;
}

/** Reads keys and credentials; throws a UsageError if what is asked for does not go together. */
export async function readSharing(
  { remoteCache, remoteUpload: upload = false, ...request }: SharingRequest,
  repository: string,
): Promise<Sharing> {
  if (upload && remoteCache === undefined) {
    throw new UsageError("Cannot use --remote-upload without --remote-cache: it says where to");
  }
  const { insecure = false, signKey, shareAdopted, trustedKeys } = request;
  const signer = signKey === undefined ? undefined : await readSigner(signKey, repository);
  const trusted = trustedKeys === undefined ? undefined : await readTrustedKeys(trustedKeys);
  if (remoteCache === undefined) return { trusted, signer, shareAdopted };
  const url = cacheUrl(remoteCache);
  const credentials = await takeCredentials(url);
  if (credentials !== undefined && !insecure && !isPrivate(url)) {
    throw new UsageError(
      `Cannot send credentials to ${url.origin}: without TLS others can read them on the way; use ` +
        `https://, leave the credentials out, or allow it with --insecure`,
    );
  }
  return {
    trusted,
    signer,
    shareAdopted,
    remote: { url, upload, shareAdopted, signer, credentials },
  };
}

/** Whether nobody on the way can read what is sent: it is encrypted, or does not leave this machine. */
function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** The address of a remote cache; it is printed, and so must hold no secret. */
export function cacheUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `Cannot use --remote-cache${
        url ? ` with ${url.protocol}` : ""
      }: expected http://… or https://…`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UsageError(
      "Cannot use --remote-cache with a user, password or query in the address: it is printed; set " +
        "OFFLINE_REACTIVATION_REMOTE_TOKEN, or _USER and _PASSWORD, or use ~/.netrc",
    );
  }
  return url;
}
