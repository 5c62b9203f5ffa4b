# One image for every stage and every command: the entry point is `heatwire`.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
# mvnw needs unzip for the Maven archive that it downloads; the image has none, and the JDK's jar can replace it
RUN printf '#!/bin/sh\ncd "$4" && jar xf "$2" && chmod +x ./*/bin/mvn\n' >/usr/local/bin/unzip \
 && chmod +x /usr/local/bin/unzip
# dependencies, in layers that are rebuilt only if a pom changes
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY events/pom.xml events/
COPY streams/pom.xml streams/
COPY broker/pom.xml broker/
COPY ingest/pom.xml ingest/
COPY enrich/pom.xml enrich/
COPY rank/pom.xml rank/
COPY sink/pom.xml sink/
COPY web/pom.xml web/
COPY app/pom.xml app/
COPY bench/pom.xml bench/
COPY examples/pom.xml examples/
COPY faults/pom.xml faults/
ARG MAVEN="./mvnw --batch-mode --no-transfer-progress --quiet -DskipTests -Dspotless.check.skip=true"
# the templates of the page are not there yet, but their folder must be
RUN mkdir -p web/src/main/jte \
 && $MAVEN -pl app -am package \
 && mkdir -p /libraries \
 && mv app/target/lib/*.jar /libraries \
 && for module in events streams broker ingest enrich rank sink web app; do rm /libraries/$module-*.jar; done
COPY docker/keep-natives /usr/local/bin/
RUN keep-natives /libraries
COPY . .
RUN $MAVEN -pl app -am package \
 && mkdir /modules \
 && for module in events streams broker ingest enrich rank sink web app; do mv app/target/lib/$module-*.jar /modules; done

# The Java runtime with the modules that the libraries use, and those of diagnosis: jcmd, flight recorder, JMX, agents.
# Libraries need the beans of java.desktop, and none its graphics.
FROM eclipse-temurin:25-jdk AS java
RUN jlink --output /opt/java/runtime --compress zip-6 --no-header-files --no-man-pages --add-modules \
java.base,java.desktop,java.instrument,java.logging,java.management,java.management.rmi,java.naming,java.net.http,\
java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,\
jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.jgss,jdk.unsupported,jdk.zipfs \
 && cd /opt/java/runtime/lib \
 && rm libawt*.so libfontmanager.so libfreetype.so libjavajpeg.so libjawt.so libjsound.so liblcms.so libmlib_image.so \
libsplashscreen.so

# Debian without package lists and documentation
FROM debian:bookworm-slim AS debian
RUN rm -rf /var/lib/apt/lists/* /var/cache/* /usr/share/doc/* /usr/share/man/* /usr/share/locale/* /usr/share/info/*

FROM scratch AS runtime
COPY --from=debian / /
COPY --from=java /opt/java/runtime /opt/java/runtime
ENV JAVA_HOME=/opt/java/runtime \
    PATH=/opt/java/runtime/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8
COPY --from=build /libraries /opt/heatwire/lib
COPY --from=build /modules /opt/heatwire/lib
COPY docker/heatwire docker/healthy /usr/local/bin/
RUN chmod 755 /usr/local/bin/heatwire /usr/local/bin/healthy \
 && install -d -o 10001 -g 10001 /var/lib/heatwire
ENV HEATWIRE_STATE_DIR=/var/lib/heatwire \
    HEATWIRE_HTTP_HOST=0.0.0.0 \
    HEATWIRE_HTTP_PORT=8080 \
    HEATWIRE_LOG_LEVEL=INFO

# A stage restarts faster with an AOT cache of its loaded and linked classes, made from a run over the sample site.
FROM runtime AS training
COPY seeds /seeds
RUN HEATWIRE_OPTS="-XX:AOTCacheOutput=/opt/heatwire/classes.aot" heatwire warm-up /seeds >/dev/null

FROM runtime
COPY --from=training /opt/heatwire/classes.aot /opt/heatwire/
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["heatwire"]
CMD ["--help"]
