import starlight from '@astrojs/starlight';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  base: '/courses/rl/',
  image: { service: passthroughImageService() },
  integrations: [
    starlight({
      title: 'Reinforcement learning',
      sidebar: ['', 'lesson', 'figure', 'framed'],
    }),
  ],
});
