{{/* What the chart reads out of `config`, whose defaults are Offshard's own. */}}

{{/* Ports by their names; only those that Offshard opens. */}}
{{- define "offshard.ports" -}}
{{- $api := .Values.config.api | default dict -}}
{{- $tls := $api.tls | default dict -}}
{{- if ne (toString (get $api "cleartext")) "false" }}
offshard-http: {{ get $api "port" | default 4567 | int }}
{{- end }}
{{- if or .Values.secrets.tls.existingSecret $tls.certificate }}
offshard-https: {{ get $tls "port" | default 4568 | int }}
{{- end }}
offshard-mgmt: {{ dig "management" "port" 4569 .Values.config | int }}
{{- end -}}

{{/* Whether the server is told a key (section.key): by config, by a secret of the chart, by extraEnv. */}}
{{- define "offshard.isSet" -}}
{{- $context := index . 0 -}}
{{- $path := splitn "." 2 (index . 1) -}}
{{- $variable := index . 1 | upper | replace "." "_" | replace "-" "_" | printf "OFFSHARD_%s" -}}
{{- if get (get $context.Values.config $path._0 | default dict) $path._1 }}yes{{ end -}}
{{- range (include "offshard.variables" $context | fromYaml).env -}}
{{- if eq .name $variable }}yes{{ end -}}
{{- end -}}
{{- range $context.Values.extraEnv -}}
{{- if eq .name $variable }}yes{{ end -}}
{{- end -}}
{{- end -}}

{{/* How long a pod may take to end: preStop's sleep, `api.drain`, and time to close what is open to Kafka. */}}
{{- define "offshard.gracePeriod" -}}
{{- $drain := dig "api" "drain" "10s" .Values.config | toString -}}
{{- $number := regexFind "^[0-9]+" $drain | default "0" | int -}}
{{- $unit := regexFind "[a-z]+$" $drain -}}
{{- $seconds := get (dict "ms" 1 "s" $number "m" (mul 60 $number) "h" (mul 3600 $number)) $unit -}}
{{- add .Values.preStopSeconds ($seconds | default 0) 20 -}}
{{- end -}}

{{/* Ports of the brokers, one a line. */}}
{{- define "offshard.kafkaPorts" -}}
{{- range .Values.networkPolicy.kafkaPorts }}
{{ . }}
{{- else }}
{{- range regexFindAll ":[0-9]+" (dig "kafka" "bootstrap.servers" "" .Values.config) -1 | uniq }}
{{ trimPrefix ":" . }}
{{- end }}
{{- end }}
{{- end -}}
