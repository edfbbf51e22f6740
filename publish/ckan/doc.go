// Package ckan brings a published dataset into a data portal that runs CKAN, by
// its action API (version 3).
//
// What is sent follows from the catalogue of the output folder alone. A push
// first looks at what the portal has, makes a [Plan] of what differs, and does
// that: pushing twice changes nothing the second time. Datasets and resources
// are known again by the extra field "uri", which holds their IRI, as
// ckanext-dcat has it; what others have added on the portal stays.
package ckan
