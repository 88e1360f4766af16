{{/* What cannot work, said before anything is installed. The schema refuses what concerns one value alone. */}}
{{- define "offshard.refusals" -}}
{{- $auth := .Values.config.auth | default dict -}}
{{- if not (include "offshard.isSet" (list . "kafka.bootstrap.servers")) -}}
{{- fail "config.kafka is missing its bootstrap.servers: host:port of the Kafka brokers" -}}
{{- end -}}
{{- if not (include "offshard.isSet" (list . "auth.mode")) -}}
{{- fail "config.auth.mode is missing: sigv4, or none if everybody who reaches the port may do everything" -}}
{{- end -}}
{{- if and (eq (toString $auth.mode) "sigv4") (not (include "offshard.isSet" (list . "auth.credentials-file"))) -}}
{{- fail "config.auth.mode is sigv4, so secrets.credentials.existingSecret must name the Secret of the access keys" -}}
{{- end -}}
{{- if and (eq (toString $auth.mode) "sigv4") (ne (toString $auth.access) "all") (not (include "offshard.isSet" (list . "auth.policies-file"))) -}}
{{- fail "secrets.policies.existingSecret must name the Secret of the rules of who may do what (or set config.auth.access: all, and every known caller may do everything)" -}}
{{- end -}}
{{- if not (or (include "offshard.isSet" (list . "tokens.directory")) (include "offshard.isSet" (list . "tokens.keys"))) -}}
{{- fail "secrets.tokenKeys.existingSecret is missing: it must name the Secret of the keys that sign iterators" -}}
{{- end -}}
{{- if and .Values.secrets.tokenKeys.existingSecret (dig "tokens" "keys" "" .Values.config) -}}
{{- fail "secrets.tokenKeys and config.tokens.keys are two ways to name the keys that sign iterators: choose one" -}}
{{- end -}}
{{- $tls := or (include "offshard.isSet" (list . "api.tls.certificate")) (dig "api" "tls" "certificate" "" .Values.config) -}}
{{- if and (eq (toString (dig "api" "cleartext" true .Values.config)) "false") (not $tls) -}}
{{- fail "config.api.cleartext is false, so secrets.tls.existingSecret must name the Secret of the certificate: else there is no port" -}}
{{- end -}}
{{- if and (include "offshard.isSet" (list . "api.tls.client-ca")) (not $tls) -}}
{{- fail "secrets.clientCa wants secrets.tls.existingSecret too: clients show certificates over TLS only" -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (eq (toString .Values.monitoring.monitor) "ServiceMonitor") -}}
{{- fail "monitoring.monitor must be PodMonitor for sidecars: they have no Service" -}}
{{- end -}}
{{- include "offshard.refuseSecretText" (list "config.kafka" .Values.config.kafka) -}}
{{- if and .Values.networkPolicy.enabled (not (include "offshard.kafkaPorts" .)) -}}
{{- fail "networkPolicy.kafkaPorts is missing: config.kafka does not tell the ports of the brokers" -}}
{{- end -}}
{{- if .Values.autoscaling.enabled -}}
{{- if gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas) -}}
{{- fail "autoscaling.minReplicas must not be above autoscaling.maxReplicas" -}}
{{- end -}}
{{- if not (dig "requests" "cpu" "" (.Values.resources | default dict)) -}}
{{- fail "autoscaling goes by the CPU that pods request, so resources.requests.cpu must be set" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A ConfigMap is no place for secrets. */}}
{{- define "offshard.refuseSecretText" -}}
{{- $path := index . 0 -}}
{{- range $key, $value := index . 1 -}}
{{- if kindIs "map" $value -}}
{{- include "offshard.refuseSecretText" (list (printf "%s.%s" $path $key) $value) -}}
{{- else if regexMatch "password|secret|jaas|(keystore|private)\\.key$" $key -}}
{{- fail (printf "%s.%s is a secret and would be readable in a ConfigMap: keep it in a Secret, named in secrets or in extraEnv" $path $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
