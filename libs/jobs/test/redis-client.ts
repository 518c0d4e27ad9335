import { Redis } from 'ioredis';

/** A plain connection: for looking, and for breaking things. */
export const redisClient = (url: string): Redis => new Redis(url);
