# Three images: the build, the pools (app) and nginx (front). compose.yaml puts them together.
ARG SWIFT=swift:6.3.1-bookworm
ARG DEBIAN=debian:12-slim

FROM ${SWIFT} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libfcgi-dev libpq-dev libcurl4-openssl-dev libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN swift build -c release --product holdfast --static-swift-stdlib && deploy/install /out

FROM ${DEBIAN} AS app
RUN apt-get update \
    && apt-get install -y --no-install-recommends libfcgi0ldbl libpq5 libcurl4 libssl3 libstdc++6 ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin holdfast \
    && install -d -o holdfast -g holdfast -m 0750 /run/holdfast /var/lib/holdfast
COPY --from=build /out/opt/holdfast /opt/holdfast
COPY deploy/docker/entry /opt/holdfast/bin/entry
ENV RUN_DIR=/run/holdfast
USER holdfast
ENTRYPOINT ["/opt/holdfast/bin/entry"]
CMD ["serve"]

FROM app AS front
USER root
RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx-light curl \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o holdfast -g holdfast -m 0750 /var/lib/holdfast-front /var/lib/holdfast-front/log /var/lib/holdfast-front/tmp \
    && ln -s /dev/stdout /var/lib/holdfast-front/log/access.log \
    && ln -s /dev/stderr /var/lib/holdfast-front/log/nginx-error.log
USER holdfast
ENV FRONT_LISTEN=0.0.0.0:8080
EXPOSE 8080
STOPSIGNAL SIGQUIT
CMD ["front"]
