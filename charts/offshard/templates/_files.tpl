{{/* Each entry of a Secret that Offshard reads as a file: where it is mounted, and the path in `config` that it stands for. */}}
{{- define "offshard.files" -}}
{{- $s := .Values.secrets -}}
{{- $files := list -}}
{{- range list
  (list "credentials" $s.credentials.key "credentials" "auth" "credentials-file")
  (list "policies" $s.policies.key "policies.yaml" "auth" "policies-file")
  (list "tls" "tls.crt" "tls/tls.crt" "api" "tls" "certificate")
  (list "tls" "tls.key" "tls/tls.key" "api" "tls" "key")
  (list "clientCa" $s.clientCa.key "tls/client-ca.crt" "api" "tls" "client-ca")
  (list "kafkaSasl" $s.kafkaSasl.key "kafka/sasl.jaas.config" "kafka" "sasl.jaas.config")
  (list "kafkaCa" $s.kafkaCa.key "kafka/ca.crt" "kafka" "ssl.truststore.certificates")
  (list "kafkaCertificate" $s.kafkaCertificate.certificate "kafka/user.crt" "kafka" "ssl.keystore.certificate.chain")
  (list "kafkaCertificate" $s.kafkaCertificate.key "kafka/user.key" "kafka" "ssl.keystore.key")
  (list "schemaRegistryPassword" $s.schemaRegistryPassword.key "schema-registry-password" "schema-registry" "password-file")
  (list "yandexTokens" $s.yandexTokens.key "yandex/tokens" "yandex" "tokens-file")
  (list "yandexIntrospectionPassword" $s.yandexIntrospectionPassword.key "yandex/introspection-password" "yandex" "introspection" "password-file")
-}}
{{- $value := index . 0 -}}
{{- $secret := (get $s $value).existingSecret -}}
{{- $config := slice . 3 -}}
{{- if $secret -}}
{{- $files = append $files (dict "value" $value "secret" $secret "key" (index . 1) "path" (index . 2) "config" $config) -}}
{{- end -}}
{{- end -}}
{{- dict "files" $files | toYaml -}}
{{- end -}}

{{/* What the container's environment says besides extraEnv. */}}
{{- define "offshard.variables" -}}
{{- $env := list -}}
{{- range (include "offshard.files" . | fromYaml).files -}}
{{- /* A setting of Kafka that is in a file has the name of the setting, and _FILE. */ -}}
{{- $variable := print (include "offshard.variable" .config) (eq (first .config) "kafka" | ternary "_FILE" "") -}}
{{- $env = append $env (dict "name" $variable "value" (printf "/etc/offshard/%s" .path)) -}}
{{- end -}}
{{- with .Values.secrets -}}
{{- if .tokenKeys.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_TOKENS_DIRECTORY" "value" "/etc/offshard-token-keys") -}}
{{- end -}}
{{- if .kafkaCa.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_KAFKA_SSL_TRUSTSTORE_TYPE" "value" "PEM") -}}
{{- end -}}
{{- if .kafkaCertificate.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_KAFKA_SSL_KEYSTORE_TYPE" "value" "PEM") -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (not (dig "api" "host" "" .Values.config)) -}}
{{- $env = append $env (dict "name" "OFFSHARD_API_HOST" "value" "127.0.0.1") -}}
{{- end -}}
{{- if .Values.jvmOptions -}}
{{- $env = append $env (dict "name" "JAVA_TOOL_OPTIONS" "value" .Values.jvmOptions) -}}
{{- end -}}
{{- dict "env" $env | toYaml -}}
{{- end -}}

{{/* Volumes of the pod. */}}
{{- define "offshard.volumes" -}}
- name: offshard
  projected:
    # 0444: no other container mounts it, and any user id will do.
    defaultMode: 292
    sources:
      - configMap:
          name: {{ include "offshard.fullname" . }}
          items:
            - {key: offshard.yaml, path: offshard.yaml}
      {{- range (include "offshard.files" . | fromYaml).files }}
      - secret:
          name: {{ .secret }}
          items:
            - {key: {{ .key | quote }}, path: {{ .path }}}
      {{- end }}
{{- with .Values.secrets.tokenKeys.existingSecret }}
- name: offshard-token-keys
  secret:
    secretName: {{ . }}
    defaultMode: 292
{{- end }}
- name: offshard-tmp
  emptyDir:
    sizeLimit: 256Mi
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
