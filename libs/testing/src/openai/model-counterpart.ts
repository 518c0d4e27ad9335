// It lives with the tools, because benchmarks and chaos runs start it as a process of its own.
export * from '../../../../tools/model-counterpart';
