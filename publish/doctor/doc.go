// Package doctor examines what has been published, a folder or the address of
// one, as a visitor finds it: whether the files are whole, the catalogue keeps
// the rules of DCAT-AP, all dumps say the same, the counts of VoID are true and
// links lead somewhere. It also computes how data.europa.eu would score the
// catalogue (MQA), and which F-UJI metrics of FAIR data are met.
//
// Nothing is taken from the archive: the examination needs only the output.
package doctor
