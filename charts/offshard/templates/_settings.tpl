{{/* What the chart reads out of `config`, whose defaults are Offshard's own. */}}

{{/* What a key of `config` says, as text; empty if nothing. It is given as its path: section, key. */}}
{{- define "offshard.inConfig" -}}
{{- $value := (index . 0).Values.config -}}
{{- range rest . -}}
{{- $value = kindIs "map" $value | ternary $value dict | dig . "" -}}
{{- end -}}
{{- if or $value (kindIs "bool" $value) -}}{{ $value }}{{- end -}}
{{- end -}}

{{/* The variable that says the same as a path. */}}
{{- define "offshard.variable" -}}
OFFSHARD_{{ join "_" . | replace "." "_" | replace "-" "_" | upper }}
{{- end -}}

{{/* What the server is told of a path, by config, by a secret of the chart, or by extraEnv; empty if nothing. */}}
{{- define "offshard.setting" -}}
{{- $variable := rest . | include "offshard.variable" -}}
{{- $found := include "offshard.inConfig" . -}}
{{- $context := index . 0 -}}
{{- range concat (include "offshard.variables" $context | fromYaml).env ($context.Values.extraEnv | default list) -}}
{{- if eq .name $variable -}}
{{- $found = get . "value" | default "of a Secret" -}}
{{- end -}}
{{- end -}}
{{- $found -}}
{{- end -}}

{{/* Ports by their names; only those that Offshard opens. */}}
{{- define "offshard.ports" -}}
{{- if ne (include "offshard.inConfig" (list . "api" "cleartext")) "false" }}
offshard-http: {{ include "offshard.inConfig" (list . "api" "port") | default 4567 }}
{{- end }}
{{- if include "offshard.setting" (list . "api" "tls" "certificate") }}
offshard-https: {{ include "offshard.inConfig" (list . "api" "tls" "port") | default 4568 }}
{{- end }}
offshard-mgmt: {{ include "offshard.inConfig" (list . "management" "port") | default 4569 }}
{{- end -}}

{{/* How long a pod may take to end: preStop's sleep, `api.drain`, and time to close what is open to Kafka. */}}
{{- define "offshard.gracePeriod" -}}
{{- $drain := include "offshard.inConfig" (list . "api" "drain") | default "10s" -}}
{{- $number := regexFind "^[0-9]+" $drain | default "0" | int -}}
{{- $unit := regexFind "[a-z]+$" $drain -}}
{{- $seconds := get (dict "ms" (div (add $number 999) 1000) "s" $number "m" (mul 60 $number) "h" (mul 3600 $number)) $unit -}}
{{- add .Values.preStopSeconds ($seconds | default 0) 20 -}}
{{- end -}}

{{/* Ports of the brokers, one a line. */}}
{{- define "offshard.kafkaPorts" -}}
{{- range .Values.networkPolicy.kafkaPorts }}
{{ . }}
{{- else }}
{{- $ports := list }}
{{- range include "offshard.setting" (list . "kafka" "bootstrap.servers") | splitList "," }}
{{- $ports = append $ports (trim . | regexFind ":[0-9]+$" | trimPrefix ":") }}
{{- end }}
{{- range compact $ports | uniq }}
{{ . }}
{{- end }}
{{- end }}
{{- end -}}
