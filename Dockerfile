# One image for web, worker, beat and release; docker-compose.yml says which is which.

FROM node:24-bookworm-slim AS node


FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PATH=/venv/bin:$PATH
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app


FROM base AS build
COPY requirements.txt ./
RUN python -m venv /venv && pip install --no-cache-dir --require-hashes -r requirements.txt
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
COPY package.json package-lock.json ./
RUN node /usr/local/lib/node_modules/npm/bin/npm-cli.js ci --ignore-scripts --no-audit --no-fund
COPY . .
# The values below only let the settings load: nothing is connected to, nothing is kept.
RUN python ops/assets.py \
    && SENDTRACK_ENV=production \
       SECRET_KEY=for-building-the-image-alone-which-opens-no-session \
       PUBLIC_ORIGIN=https://build.invalid \
       DATABASE_URL=postgresql://build.invalid/none \
       REDIS_URL=redis://build.invalid \
       SMTP_HOST=build.invalid \
       FILES_DIR=/files \
       SCANNER=none \
       python manage.py collectstatic --no-input \
    && rm -rf node_modules


FROM base
RUN useradd --system --uid 10001 --no-create-home sendtrack \
    && install --directory --owner=sendtrack --mode=700 /files
COPY --from=build /venv /venv
COPY --from=build /app /app
USER sendtrack
EXPOSE 8000
CMD ["gunicorn", "sendtrack.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "3", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
