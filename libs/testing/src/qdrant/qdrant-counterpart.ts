// It lives with the tools, because chaos runs start it too.
export * from '../../../../tools/qdrant-counterpart/qdrant-counterpart';
