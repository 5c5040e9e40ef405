# newsarchive in a container: `docker build -t newsarchive .`; docs/operations.md tells more.
FROM python:3.13-slim-bookworm AS build

# Further extras of pyproject.toml, separated by commas.
ARG EXTRAS=postgresql
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /build

COPY requirements.lock pyproject.toml README.md LICENSE container/runtime_lock.py ./
COPY newsarchive newsarchive

# Our own wheel, by the lock's builder.
RUN printf '{"install": [%s]}' "$(printf ', {"metadata": {"name": "%s"}}' hatchling packaging \
      pathspec pluggy trove-classifiers | cut -c 3-)" > builder.json \
 && python runtime_lock.py builder.json requirements.lock > builder.lock \
 && python -m venv /tmp/builder \
 && /tmp/builder/bin/pip install --require-hashes --no-deps --requirement builder.lock \
 && /tmp/builder/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheel .

# Which packages run is asked of pip; their versions and hashes are the lock's.
RUN sed -E 's/ \\$//; /^ /d' requirements.lock > pins.txt \
 && pip install --quiet --dry-run --ignore-installed --only-binary :all: \
      --report report.json --constraint pins.txt \
      "newsarchive[${EXTRAS}] @ file://$(echo /wheel/*.whl)" \
 && python runtime_lock.py report.json requirements.lock > runtime.lock \
 && python -m venv /opt/newsarchive \
 && /opt/newsarchive/bin/pip install --require-hashes --no-deps --requirement runtime.lock \
 && /opt/newsarchive/bin/pip install --no-deps /wheel/*.whl \
 && /opt/newsarchive/bin/pip check \
 && /opt/newsarchive/bin/newsarchive sources > /dev/null


FROM python:3.13-slim-bookworm

RUN useradd --system --uid 10001 --user-group --no-create-home newsarchive \
 && install --directory --owner newsarchive --group newsarchive /data
COPY --from=build /opt/newsarchive /opt/newsarchive

ENV PATH=/opt/newsarchive/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TZ=Asia/Jakarta \
    NEWSARCHIVE_DATABASE_URL=sqlite:////data/archive.db \
    NEWSARCHIVE_DATA=/data \
    NEWSARCHIVE_LOG_FORMAT=json
USER 10001:10001
WORKDIR /data
VOLUME /data

# Unhealthy: an alarm that nobody acknowledged, an outlet long not seen, no run yet.
HEALTHCHECK --interval=5m --timeout=30s --start-period=30m --retries=2 \
    CMD ["newsarchive", "health"]
ENTRYPOINT ["newsarchive"]
CMD ["schedule", "run", "--now", "--every", "15m"]
