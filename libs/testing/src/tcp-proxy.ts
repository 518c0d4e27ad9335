// It lives with the tools, because chaos runs put it between the servers and the services.
export * from '../../../tools/faults/tcp-proxy';
