{{/* What cannot work, said before anything is installed. The schema refuses what concerns one value alone. */}}
{{- define "offshard.refusals" -}}
{{- if and (eq .Values.mode "deployment") (not (regexMatch "^[a-z][a-z0-9-]*$" (include "offshard.fullname" .))) -}}
{{- fail (printf "%s is no name for a Service, since it does not begin with a letter: set fullnameOverride" (include "offshard.fullname" .)) -}}
{{- end -}}
{{- include "offshard.refuseEnvironment" . -}}
{{- range (include "offshard.files" . | fromYaml).files -}}
{{- if include "offshard.inConfig" (prepend .config $) -}}
{{- fail (printf "secrets.%s and config.%s are two ways to say the same: choose one" .value (join "." .config)) -}}
{{- end -}}
{{- end -}}
{{- if not (include "offshard.setting" (list . "kafka" "bootstrap.servers")) -}}
{{- fail "config.kafka is missing its bootstrap.servers: host:port of the Kafka brokers" -}}
{{- end -}}
{{- $mode := include "offshard.setting" (list . "auth" "mode") -}}
{{- if not $mode -}}
{{- fail "config.auth.mode is missing: sigv4, or none if everybody who reaches the port may do everything" -}}
{{- end -}}
{{- if and (eq $mode "sigv4") (not (include "offshard.setting" (list . "auth" "credentials-file"))) -}}
{{- fail "config.auth.mode is sigv4, so secrets.credentials.existingSecret must name the Secret of the access keys" -}}
{{- end -}}
{{- if and (eq $mode "sigv4") (ne (include "offshard.setting" (list . "auth" "access")) "all") (not (include "offshard.setting" (list . "auth" "policies-file"))) -}}
{{- fail "secrets.policies.existingSecret must name the Secret of the rules of who may do what (or set config.auth.access: all, and every known caller may do everything)" -}}
{{- end -}}
{{- if not (or (include "offshard.setting" (list . "tokens" "directory")) (include "offshard.setting" (list . "tokens" "keys"))) -}}
{{- fail "secrets.tokenKeys.existingSecret is missing: it must name the Secret of the keys that sign iterators" -}}
{{- end -}}
{{- range list "keys" "directory" -}}
{{- if and $.Values.secrets.tokenKeys.existingSecret (include "offshard.inConfig" (list $ "tokens" .)) -}}
{{- fail (printf "secrets.tokenKeys and config.tokens.%s are two ways to name the keys that sign iterators: choose one" .) -}}
{{- end -}}
{{- end -}}
{{- $ports := include "offshard.ports" . | fromYaml -}}
{{- if not (or (hasKey $ports "offshard-http") (hasKey $ports "offshard-https")) -}}
{{- fail "config.api.cleartext is false, so secrets.tls.existingSecret must name the Secret of the certificate: else there is no port" -}}
{{- end -}}
{{- if and (include "offshard.setting" (list . "api" "tls" "client-ca")) (not (hasKey $ports "offshard-https")) -}}
{{- fail "secrets.clientCa, or config.api.tls.client-ca, wants secrets.tls.existingSecret too: clients show certificates over TLS only" -}}
{{- end -}}
{{- if lt (values $ports | uniq | len) (len $ports) -}}
{{- fail "the ports of config must differ: api.port (4567), api.tls.port (4568) and management.port (4569)" -}}
{{- end -}}
{{- if and (hasKey $ports "offshard-http") (hasKey $ports "offshard-https") (eq (int .Values.service.httpPort) (int .Values.service.httpsPort)) -}}
{{- fail "service.httpPort and service.httpsPort must differ" -}}
{{- end -}}
{{- range list "type" "selector" "ports" -}}
{{- if hasKey ($.Values.service.spec | default dict) . -}}
{{- fail (printf "service.spec.%s is set by the chart: see service.type, service.httpPort and service.httpsPort" .) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (eq (toString .Values.monitoring.monitor) "ServiceMonitor") -}}
{{- fail "monitoring.monitor must be PodMonitor for sidecars: they have no Service" -}}
{{- end -}}
{{- include "offshard.refuseSecretText" (list "config.kafka" (.Values.config.kafka | default dict)) -}}
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

{{/* Variables that the container would have twice, or that Service, probes and the time to end go by. */}}
{{- define "offshard.refuseEnvironment" -}}
{{- $own := list -}}
{{- range (include "offshard.variables" . | fromYaml).env -}}
{{- $own = append $own .name -}}
{{- end -}}
{{- $read := dict -}}
{{- range list "api.port" "api.cleartext" "api.drain" "api.tls.port" "api.tls.certificate" "api.tls.key" "api.tls.client-ca" "management.port" -}}
{{- $_ := set $read (list . | include "offshard.variable") . -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- if hasKey $read .name -}}
{{- fail (printf "extraEnv names %s, of which Service and probes would not know: set config.%s" .name (get $read .name)) -}}
{{- end -}}
{{- if has .name $own -}}
{{- fail (printf "extraEnv names %s, which the chart sets itself, by secrets, jvmOptions or mode: choose one" .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A ConfigMap is no place for secrets: the names that the server itself keeps out of sight. */}}
{{- define "offshard.refuseSecretText" -}}
{{- $path := index . 0 -}}
{{- range $key, $value := index . 1 -}}
{{- if kindIs "map" $value -}}
{{- include "offshard.refuseSecretText" (list (printf "%s.%s" $path $key) $value) -}}
{{- else if lower $key | regexMatch "password|passphrase|secret|jaas|credential|(keystore|private)\\.key$" -}}
{{- fail (printf "%s.%s is a secret and would be readable in a ConfigMap: keep it in a Secret, named in secrets or in extraEnv" $path $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
